import { POINTS, boundaryNamed } from './boundaries.ts';
import type { Point } from './boundaries.ts';
import { Luck } from './luck.ts';
import { REPORTED } from './stage/procedures.ts';

/** What can be killed; the relay is a part of the worker. */
const PROCESSES = ['api', 'worker', 'temporal', 'postgres'] as const;
export type Process = (typeof PROCESSES)[number];

/** Whose connections to whom can be cut. */
const WIRES = [
  'person-api',
  'api-postgres',
  'worker-postgres',
  'api-temporal',
  'worker-temporal',
  'worker-mail',
] as const;
export type WireName = (typeof WIRES)[number];

/** What the mail server does with every letter: says “later”, says no, or takes it and hangs up. */
const MANNERS = [450, 550, 'drop'] as const;

export type Fault =
  | { readonly kill: Process }
  /** `closed` ends what is open and refuses what comes; `silent` holds everything back and says nothing. */
  | { readonly cut: WireName; readonly how: 'closed' | 'silent' }
  /** The relay's own connections to PostgreSQL, while the rest of the worker keeps its. */
  | { readonly cut: 'relay' }
  | { readonly mail: (typeof MANNERS)[number] };

/** Every fault there is. */
export const FAULTS: readonly Fault[] = [
  ...PROCESSES.map((kill) => ({ kill })),
  ...WIRES.map((cut) => ({ cut, how: 'closed' as const })),
  ...WIRES.map((cut) => ({ cut, how: 'silent' as const })),
  { cut: 'relay' },
  ...MANNERS.map((mail) => ({ mail })),
];

/** When something breaks: while bytes are held back at a boundary, or so long after an act was sent. */
export type When =
  | (Point & {
      /** At which of those that pass since the act was sent. */
      readonly nth: number;
    })
  | { readonly afterMs: number };

export interface Strike {
  readonly fault: Fault;
  /** While this act is under way, or what came of it. */
  readonly act: number;
  readonly when: When;
  /** How long until what was killed is started again, and what was cut is mended. */
  readonly forMs: number;
}

/** What is lost for good, and with which command it is put right. */
export type Loss =
  | { readonly command: 'rebuild'; readonly lostAt: number }
  | {
      readonly command: 'reconcile';
      readonly backedUpAt: { readonly postgres: number; readonly temporal: number };
      readonly restoredAt: number;
    };

export interface Schedule {
  readonly seed: number;
  readonly chains: readonly string[];
  /** What people do is chosen by this and by what they see. */
  readonly luck: number;
  /** How many there are, of which the first open the cases. */
  readonly acts: number;
  readonly strikes: readonly Strike[];
  readonly loss: Loss | null;
}

const ACTS = 16;
/** Of so many schedules one loses Temporal's store, and the next has both stores restored to different points. */
const LOSES_ONE_IN = 8;

/** The schedule of a seed, always the same. By turns, so that a few seeds already meet every procedure and every fault. */
export function scheduleOf(seed: number, chains: readonly string[]): Schedule {
  const luck = new Luck(seed);
  const loss = lossOf(seed, luck);
  const opened = [byTurns(chains, seed), luck.oneOf(chains)];
  const strikes = loss === null ? strikesOf(seed, luck) : strikesAfterLoss(seed, luck);
  const reports = strikes.filter(({ when }) => 'boundary' in when && comesBy(when) === 'report');
  return {
    seed,
    // One is opened as people report, where something is to break at that.
    chains: opened.map((chain, act) => (reports.some((strike) => strike.act === act) ? REPORTED : chain)),
    luck: luck.below(2 ** 30),
    acts: ACTS,
    strikes,
    loss,
  };
}

function lossOf(seed: number, luck: Luck): Loss | null {
  const turn = seed % LOSES_ONE_IN;
  if (turn === LOSES_ONE_IN - 2) return { command: 'rebuild', lostAt: luck.between(4, 9) };
  if (turn !== LOSES_ONE_IN - 1) return null;
  const [first, second] = [luck.between(2, 4), luck.between(5, 7)];
  const [postgres, temporal] = luck.isOneIn(2) ? [first, second] : [second, first];
  return { command: 'reconcile', backedUpAt: { postgres, temporal }, restoredAt: luck.between(9, 11) };
}

/** What breaks, and where: one of all there are. */
interface Aim extends Point {
  readonly fault: Fault;
}

/** How many aims there are, after which turns begin anew. */
export const AIMS = FAULTS.length * POINTS.length;

/** Every fault at every boundary, each once; neighbours differ in both. */
export function aim(turn: number): Aim {
  const round = AIMS / commonFactor(FAULTS.length, POINTS.length);
  return {
    fault: byTurns(FAULTS, turn),
    ...byTurns(POINTS, turn + Math.floor((turn % AIMS) / round)),
  };
}

const commonFactor = (one: number, other: number): number =>
  other === 0 ? one : commonFactor(other, one % other);

/** Of so many schedules that lose nothing, in order, this is the one before which so many came. */
const wholeBefore = (seed: number): number => {
  const [octets, left] = [Math.floor((seed - 1) / LOSES_ONE_IN), (seed - 1) % LOSES_ONE_IN];
  return octets * (LOSES_ONE_IN - 2) + Math.min(left, LOSES_ONE_IN - 3);
};

/** Two faults by themselves and a pair: both of it at one boundary, or each at its own. */
function strikesOf(seed: number, luck: Luck): Strike[] {
  const turn = wholeBefore(seed);
  const singles = [strikeAt(aim(2 * turn), 0, luck), strikeAt(aim(2 * turn + 1), luck.between(6, 9), luck)];
  // Not where the singles are, so that few seeds meet every fault.
  const first = aim(turn + 2 * (LOSES_ONE_IN - 2));
  const act = luck.between(11, 13);
  const beside = luck.oneOf(FAULTS.filter((fault) => targetOf(fault) !== targetOf(first.fault)));
  const pair = strikeAt(first, act, luck);
  const [last] = pair.slice(-1);
  const second =
    last !== undefined && luck.isOneIn(2)
      ? [{ ...last, fault: beside, forMs: luck.between(100, 1_800) }]
      : strikeAt({ fault: beside, ...luck.oneOf(POINTS.filter((point) => isByActs(point))) }, act, luck);
  return [...singles.flat(), ...pair, ...second];
}

/** After what was lost was put right: one at a boundary, and one that knows nothing of boundaries. */
function strikesAfterLoss(seed: number, luck: Luck): Strike[] {
  const turn = Math.floor((seed - 1) / LOSES_ONE_IN) * 4 + 2 * (LOSES_ONE_IN - 1 - (seed % LOSES_ONE_IN));
  const fault = (more: number): Fault => byTurns(FAULTS.toReversed(), turn + more);
  const point = luck.oneOf(POINTS.filter((each) => isByActs(each)));
  return [
    ...strikeAt({ fault: fault(0), ...point }, 12, luck),
    {
      fault: fault(1),
      act: luck.between(13, 14),
      // As often while the request is under way as while the worker does what comes of it.
      when: { afterMs: luck.isOneIn(2) ? luck.below(30) : luck.below(700) },
      forMs: luck.between(100, 1_800),
    },
  ];
}

const comesBy = ({ boundary }: Point) => boundaryNamed(boundary).comes;
const isByActs = (point: Point): boolean => ['once', 'often'].includes(comesBy(point));

/** What comes with the start of a process needs that it ended before; what comes with a report, an act that opens a case. */
function strikeAt({ fault, boundary, moment }: Aim, act: number, luck: Luck): Strike[] {
  const comes = comesBy({ boundary, moment });
  const nth = comes === 'often' ? luck.between(1, 4) : 1;
  const strike = { fault, act, when: { boundary, moment, nth }, forMs: luck.between(100, 1_800) };
  if (comes === 'report') return [{ ...strike, act: act === 0 ? 0 : 1 }];
  if (comes !== 'worker' && comes !== 'api') return [strike];
  return [{ fault: { kill: comes }, act, when: { afterMs: 0 }, forMs: 100 }, strike];
}

export const targetOf = (fault: Fault): string => {
  if ('kill' in fault) return fault.kill;
  return 'cut' in fault ? fault.cut : 'mail';
};

/** In few words. */
export const nameOf = ({ fault, when }: Pick<Strike, 'fault' | 'when'>): string => {
  const what = Object.values(fault).join(' ');
  return 'boundary' in when ? `${what}, ${when.moment} ${when.boundary}` : what;
};

const byTurns = <T>(list: readonly T[], turn: number): T => {
  const one = list[turn % list.length];
  if (one === undefined) throw new Error('There is nothing to take turns with.');
  return one;
};
