import { allFindings } from './checks/all.ts';
import { calm, isAllDone } from './checks/calm.ts';
import type { Finding } from './checks/finding.ts';
import { Losses } from './losses.ts';
import { Luck } from './luck.ts';
import { opened } from './play/opened.ts';
import { Players } from './play/players.ts';
import type { Schedule } from './schedule.ts';
import type { Stage } from './stage/stage.ts';
import { Strikes } from './strikes.ts';

/** What came of a schedule. */
export interface Outcome {
  readonly seed: number;
  readonly findings: readonly Finding[];
  readonly counts: {
    readonly cases: number;
    readonly acts: number;
    readonly faults: number;
    readonly events: number;
    readonly notices: number;
    readonly letters: number;
    /** Letters that came a second time, as they may where something broke around the first. */
    readonly secondCopies: number;
  };
  /** What broke at which boundary, and what found nothing to break at before everything was done. */
  readonly hit: readonly string[];
  readonly missed: readonly string[];
  readonly tookMs: number;
}

/** Long enough for what is urgent to become late, and to be said to be. */
const HOURS_AT_THE_END = 3;

export async function runSchedule(stage: Stage, schedule: Schedule): Promise<Outcome> {
  const from = Date.now();
  const luck = new Luck(schedule.luck);
  const players = new Players(stage, luck);
  const strikes = new Strikes(stage);
  const losses = new Losses(stage, schedule.loss, strikes);
  const cases: string[] = [];
  const lookAway = strikes.watch();
  for (let act = 0; act < schedule.acts; act += 1) {
    await losses.before(act);
    const sent = () => strikes.begin(schedule.strikes.filter((strike) => strike.act === act));
    const chain = schedule.chains[act];
    if (chain !== undefined) cases.push(await opened({ stage, players, chain, luck, sent }));
    else await players.act(luck.oneOf(cases), sent);
  }
  for (const caseId of cases) await players.letTimePass(caseId, HOURS_AT_THE_END);
  await strikes.over(() => isAllDone(stage));
  lookAway();
  const { struck, hit, missed } = strikes;
  const unfinished = await calm(stage, cases);
  await losses.atTheEnd();
  // Time goes on meanwhile: what it has brought up since is still being told.
  unfinished.push(...(await calm(stage, cases)));
  const { findings, counts } = await allFindings({
    ...{ stage, cases, struck, from },
    ...{ sent: players.sent, restored: losses.restored },
  });
  return {
    seed: schedule.seed,
    findings: [...losses.findings, ...unfinished, ...findings],
    counts: { ...counts, acts: players.sent.length, faults: struck.length },
    ...{ hit, missed },
    tookMs: Date.now() - from,
  };
}
