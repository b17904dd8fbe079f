import type { Fault, Strike } from './schedule.ts';
import { targetOf } from './schedule.ts';
import type { Stage } from './stage/stage.ts';

/** A fault that was, from its beginning until everything was there again. */
export interface Struck {
  readonly fault: Fault;
  readonly from: number;
  readonly to: number;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Carries out what a schedule says is to break, while others go on. */
export class Strikes {
  readonly struck: Struck[] = [];
  readonly #stage: Stage;
  /** What is under way for each target: the next on the same one waits for it. */
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** To be called at the moment when the act was sent. */
  begin(strikes: readonly Strike[]): void {
    for (const strike of strikes) {
      const target = targetOf(strike.fault);
      const before = this.#underWay.get(target) ?? Promise.resolve();
      const all = Promise.all([before, wait(strike.afterMs)]).then(() => this.#carryOut(strike));
      // Whoever waits for all of them hears of a failure; until then it is nobody's.
      all.catch(() => undefined);
      this.#underWay.set(target, all);
    }
  }

  /** Something that is away for as long as this work takes. */
  async during(fault: Fault, work: () => Promise<void>): Promise<void> {
    const from = Date.now();
    await work();
    this.struck.push({ fault, from, to: Date.now() });
  }

  /** Everything that broke is there again. */
  async over(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  #carryOut({ fault, forMs }: Strike): Promise<void> {
    return this.during(fault, async () => {
      await this.#break(fault);
      await wait(forMs);
      await this.#mend(fault);
    });
  }

  async #break(fault: Fault): Promise<void> {
    if ('kill' in fault) await this.#stage.kill(fault.kill);
    else if (fault.cut === 'relay') await this.#cutRelay();
    else this.#stage.wires[fault.cut].cut(fault.how);
  }

  async #mend(fault: Fault): Promise<void> {
    if ('kill' in fault) await this.#stage.start(fault.kill);
    else if (fault.cut !== 'relay') this.#stage.wires[fault.cut].mend();
  }

  /** Done by PostgreSQL, which may be away itself at this moment: then the relay has lost it already. */
  async #cutRelay(): Promise<void> {
    const cut = 'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1';
    await this.#stage.world.database.workerPlatform.query(cut, ['trustward-relay']).catch(() => undefined);
  }
}
