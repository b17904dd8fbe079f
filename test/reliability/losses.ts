import { commandLine } from '../process/harness/cli.ts';
import { backUp, restore } from '../process/harness/backup.ts';
import type { Finding } from './checks/finding.ts';
import type { Loss } from './schedule.ts';
import type { Stage } from './stage/stage.ts';
import type { Strikes } from './strikes.ts';

/** What was restored to a point holds nothing of what came after it. */
export interface Restored {
  readonly backedUpAt: number;
  readonly to: number;
}

/** Has a stage lose what its schedule says, at the acts that it says, and puts it right as its keepers would. */
export class Losses {
  readonly findings: Finding[] = [];
  restored: Restored | null = null;
  readonly #stage: Stage;
  readonly #loss: Loss | null;
  readonly #strikes: Strikes;
  #backedUpAt = 0;

  constructor(stage: Stage, loss: Loss | null, strikes: Strikes) {
    this.#stage = stage;
    this.#loss = loss;
    this.#strikes = strikes;
  }

  /** Before the act of this number. */
  async before(act: number): Promise<void> {
    if (this.#loss?.command === 'rebuild' && act === this.#loss.lostAt) await this.#loseTemporal();
    if (this.#loss?.command !== 'reconcile') return;
    const { backedUpAt, restoredAt } = this.#loss;
    for (const store of ['postgres', 'temporal'] as const) {
      if (act !== backedUpAt[store]) continue;
      await this.#strikes.during({ kill: store }, () => backUp(this.#stage.world, store));
      if (store === 'postgres') this.#backedUpAt = Date.now();
    }
    if (act === restoredAt) await this.#restoreBoth();
  }

  /** When everything is calm again: what was repaired is no difference any more. */
  async atTheEnd(): Promise<void> {
    if (this.restored === null) return;
    const { code, out } = await commandLine(this.#stage.world, 'reconcile', '--json');
    if (code !== 0) this.#find(`reconcile, asked again, ended with ${code}: ${out}`);
  }

  async #loseTemporal(): Promise<void> {
    const { world } = this.#stage;
    await this.#strikes.during({ kill: 'temporal' }, async () => {
      await world.forgetTemporal();
      await world.startTemporal();
    });
    const { code, talk } = await commandLine(world, 'rebuild');
    if (code !== 0) this.#find(`rebuild ended with ${code}: ${talk}`);
  }

  async #restoreBoth(): Promise<void> {
    const { world } = this.#stage;
    await Promise.all([this.#stage.kill('api'), this.#stage.kill('worker')]);
    await restore(world, 'postgres');
    await restore(world, 'temporal');
    this.restored = { backedUpAt: this.#backedUpAt, to: Date.now() };
    await Promise.all([this.#stage.start('api'), this.#stage.start('worker')]);
    const { code, talk } = await commandLine(world, 'reconcile');
    if (code > 1) this.#find(`reconcile ended with ${code}: ${talk}`);
  }

  #find(sentence: string): void {
    this.findings.push({ what: 'unfinished', sentence });
  }
}
