import { commandLine } from '../process/harness/cli.ts';
import { backUp, restore } from '../process/harness/backup.ts';
import type { Finding } from './checks/finding.ts';
import type { Loss } from './schedule.ts';
import type { Stage } from './stage/stage.ts';

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
  #backedUpAt = 0;

  constructor(stage: Stage, loss: Loss | null) {
    this.#stage = stage;
    this.#loss = loss;
  }

  /** Before the act of this number. */
  async before(act: number): Promise<void> {
    if (this.#loss?.command === 'rebuild' && act === this.#loss.lostAt) await this.#loseTemporal();
    if (this.#loss?.command !== 'reconcile') return;
    const { backedUpAt, restoredAt } = this.#loss;
    if (act === backedUpAt.postgres) {
      await this.#whileNobodyWorks(() => backUp(this.#stage.world, 'postgres'));
      this.#backedUpAt = Date.now();
    }
    if (act === backedUpAt.temporal) {
      await this.#whileNobodyWorks(() => backUp(this.#stage.world, 'temporal'));
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
    await world.forgetTemporal();
    await world.startTemporal();
    const { code, talk } = await commandLine(world, 'rebuild');
    if (code !== 0) this.#find(`rebuild ended with ${code}: ${talk}`);
  }

  async #restoreBoth(): Promise<void> {
    const { world } = this.#stage;
    await this.#whileNobodyWorks(async () => {
      await restore(world, 'postgres');
      await restore(world, 'temporal');
    });
    this.restored = { backedUpAt: this.#backedUpAt, to: Date.now() };
    const first = await commandLine(world, 'reconcile', '--json');
    if (first.code > 1) this.#find(`reconcile ended with ${first.code}: ${first.talk}`);
  }

  async #whileNobodyWorks(work: () => Promise<void>): Promise<void> {
    await Promise.all([this.#stage.kill('api'), this.#stage.kill('worker')]);
    await work();
    await Promise.all([this.#stage.start('api'), this.#stage.start('worker')]);
  }

  #find(sentence: string): void {
    this.findings.push({ what: 'unfinished', sentence });
  }
}
