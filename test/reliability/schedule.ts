import { Luck } from './luck.ts';

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

export type Fault =
  | { readonly kill: Process }
  /** `closed` ends what is open and refuses what comes; `silent` holds everything back and says nothing. */
  | { readonly cut: WireName; readonly how: 'closed' | 'silent' }
  /** The relay's own connections to PostgreSQL, while the rest of the worker keeps its. */
  | { readonly cut: 'relay' };

/** Every fault there is. */
export const FAULTS: readonly Fault[] = [
  ...PROCESSES.map((kill) => ({ kill })),
  ...WIRES.map((cut) => ({ cut, how: 'closed' as const })),
  ...WIRES.map((cut) => ({ cut, how: 'silent' as const })),
  { cut: 'relay' },
];

export interface Strike {
  readonly fault: Fault;
  /** While this act is under way, or what came of it, so long after it was sent. */
  readonly act: number;
  readonly afterMs: number;
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
  return {
    seed,
    chains: [byTurns(chains, seed), luck.oneOf(chains)],
    luck: luck.below(2 ** 30),
    acts: ACTS,
    strikes: strikesOf(seed, luck, loss),
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

/** Where nothing is lost: two faults by themselves and a pair; else two, after what was lost was put right. */
function strikesOf(seed: number, luck: Luck, loss: Loss | null): Strike[] {
  const turns = (turn: number): Fault => byTurns(FAULTS, (seed - 1) * 3 + turn);
  if (loss !== null) return [strike(turns(0), 12, luck), strike(turns(1), luck.between(13, 14), luck)];
  const third = luck.between(11, 14);
  const beside = luck.oneOf(FAULTS.filter((fault) => targetOf(fault) !== targetOf(turns(2))));
  return [
    strike(turns(0), luck.between(0, 4), luck),
    strike(turns(1), luck.between(6, 9), luck),
    strike(turns(2), third, luck),
    strike(beside, third, luck),
  ];
}

/** As often while the request is under way as while the worker does what comes of it. */
const strike = (fault: Fault, act: number, luck: Luck): Strike => ({
  fault,
  act,
  afterMs: luck.isOneIn(2) ? luck.below(30) : luck.below(700),
  forMs: luck.between(100, 1_800),
});

export const targetOf = (fault: Fault): string => ('kill' in fault ? fault.kill : fault.cut);

const byTurns = <T>(list: readonly T[], turn: number): T => {
  const one = list[turn % list.length];
  if (one === undefined) throw new Error('There is nothing to take turns with.');
  return one;
};
