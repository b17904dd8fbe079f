import { boundaryAt } from './boundaries.ts';
import type { Fault, Strike, When } from './schedule.ts';
import { nameOf, targetOf } from './schedule.ts';
import type { Passing } from './stage/passing.ts';
import type { Stage } from './stage/stage.ts';

/** A fault that was, from its beginning until everything was there again. */
export interface Struck {
  readonly fault: Fault;
  readonly from: number;
  readonly to: number;
}

/** One that waits for its boundary, at which it strikes when so many have passed. */
interface Waiting {
  readonly strike: Strike;
  readonly at: Extract<When, { nth: number }>;
  left: number;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** So long it takes at most to hear that whoever was killed has hung up: then what was held back goes nowhere. */
const HEARD_WITHIN_MS = 20;
/** So long at most is waited for what may yet pass a boundary, asking so often whether anything is left. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 200;

/** Carries out what a schedule says is to break, while others go on. */
export class Strikes {
  readonly struck: Struck[] = [];
  /** What broke at which boundary, and what found no occasion. */
  readonly hit: string[] = [];
  readonly missed: string[] = [];
  readonly #stage: Stage;
  /** What is under way for each target: the next on the same one waits for it. */
  readonly #underWay = new Map<string, Promise<void>>();
  #waiting: Waiting[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Looks at what passes until the answer is called. */
  watch(): () => void {
    return this.#stage.watch((passing) => this.#passes(passing));
  }

  /** To be called at the moment when the act was sent. */
  begin(strikes: readonly Strike[]): void {
    for (const strike of strikes) {
      const { when } = strike;
      // Whoever waits for all of them hears of a failure; until then it is nobody's.
      if ('afterMs' in when) this.#strike(strike, wait(when.afterMs)).catch(() => undefined);
      else this.#waiting.push({ strike, at: when, left: when.nth });
    }
  }

  /** Held back until everything that strikes here has broken what it breaks. */
  #passes(passing: Passing): Promise<unknown> | null {
    if (this.#waiting.length === 0) return null;
    const boundary = boundaryAt(passing)?.name;
    const here = this.#waiting.filter(({ at }) => at.boundary === boundary && at.moment === passing.moment);
    for (const each of here) each.left -= 1;
    const now = here.filter(({ left }) => left === 0);
    if (now.length === 0) return null;
    this.#waiting = this.#waiting.filter((each) => !now.includes(each));
    this.hit.push(...now.map(({ strike }) => nameOf(strike)));
    const broken = now.map(({ strike }) => this.#strike(strike, Promise.resolve()));
    return Promise.allSettled(broken).then(() => wait(HEARD_WITHIN_MS));
  }

  /** Answers when it is broken; what is to come before is also waited for. */
  #strike(strike: Strike, first: Promise<void>): Promise<void> {
    const target = targetOf(strike.fault);
    const before = this.#underWay.get(target) ?? Promise.resolve();
    return new Promise((broken, failed) => {
      const all = Promise.all([before, first]).then(() => this.#carryOut(strike, broken));
      all.catch(failed);
      this.#underWay.set(target, all);
    });
  }

  /** Something that is away for as long as this work takes. */
  async during(fault: Fault, work: () => Promise<void>): Promise<void> {
    const from = Date.now();
    await work();
    this.struck.push({ fault, from, to: Date.now() });
  }

  /** Everything that broke is there again, and nothing will break any more: what people did is all done. */
  async over(isAllDone: () => Promise<boolean>): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    while (this.#waiting.length > 0 && Date.now() < until && !(await isAllDone())) await wait(LOOK_EVERY_MS);
    this.missed.push(...this.#waiting.splice(0).map(({ strike }) => nameOf(strike)));
    await Promise.all(this.#underWay.values());
  }

  #carryOut({ fault, forMs }: Strike, broken: () => void): Promise<void> {
    return this.during(fault, async () => {
      await this.#break(fault);
      broken();
      await wait(forMs);
      await this.#mend(fault);
    });
  }

  async #break(fault: Fault): Promise<void> {
    if ('kill' in fault) await this.#stage.kill(fault.kill);
    else if ('mail' in fault) this.#stage.mail.treatAll(fault.mail);
    else if (fault.cut === 'relay') await this.#cutRelay();
    else this.#stage.wires[fault.cut].cut(fault.how);
  }

  async #mend(fault: Fault): Promise<void> {
    if ('kill' in fault) await this.#stage.start(fault.kill);
    else if ('mail' in fault) this.#stage.mail.treatAllWell();
    else if (fault.cut !== 'relay') this.#stage.wires[fault.cut].mend();
  }

  /** Done by PostgreSQL, which may be away itself at this moment: then the relay has lost it already. */
  async #cutRelay(): Promise<void> {
    const cut = 'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1';
    await this.#stage.world.database.workerPlatform.query(cut, ['trustward-relay']).catch(() => undefined);
  }
}
