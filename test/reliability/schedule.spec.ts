import { describe, expect, it } from 'vitest';
import { POINTS } from './boundaries.ts';
import { AIMS, FAULTS, aim, nameOf, scheduleOf, targetOf } from './schedule.ts';
import type { Strike } from './schedule.ts';
import { CHAINS } from './stage/procedures.ts';

const aimed = (strikes: readonly Strike[]): string[] =>
  strikes.flatMap(({ fault, when }) => ('boundary' in when ? [nameOf({ fault, when })] : []));

const schedules = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => scheduleOf(from + n, CHAINS));

describe('a schedule of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(schedules(1, 50)).toEqual(schedules(1, 50));
    expect(new Set(schedules(1, 50).map((each) => JSON.stringify({ ...each, seed: 0 }))).size).toBe(50);
  });

  it('meets within a few seeds every procedure, every fault, and both ways of losing a store', () => {
    const few = schedules(1, 8);
    expect(new Set(few.flatMap(({ chains }) => chains))).toEqual(new Set(CHAINS));
    expect(few.flatMap(({ loss }) => loss?.command ?? [])).toEqual(['rebuild', 'reconcile']);
    const struck = new Set(few.flatMap(({ strikes }) => strikes.map(({ fault }) => JSON.stringify(fault))));
    expect(struck).toEqual(new Set(FAULTS.map((fault) => JSON.stringify(fault))));
  });

  it('aims every fault at every boundary, before it and after it, once before any of them comes again', () => {
    const aims = Array.from({ length: AIMS }, (_, turn) => JSON.stringify(aim(turn)));
    expect(new Set(aims).size).toBe(FAULTS.length * POINTS.length);
    expect(aim(AIMS)).toEqual(aim(0));
  });

  it('takes aims by turns, so that each comes by itself within so many seeds, and in a pair within twice as many', () => {
    const whole = schedules(1, Math.ceil(AIMS / 12) * 8);
    const alone = whole.flatMap(({ strikes, loss }) => (loss === null ? aimed(strikes.slice(0, -2)) : []));
    expect(new Set(alone).size).toBe(AIMS);
    const twice = schedules(1, Math.ceil(AIMS / 6) * 8);
    const paired = twice.flatMap(({ strikes, loss }) => (loss === null ? aimed(strikes.slice(-2)) : []));
    expect(new Set(paired).size).toBe(AIMS);
  });

  it('strikes within the acts that people do, and no pair at one and the same thing', () => {
    for (const { acts, strikes, loss } of schedules(1, 300)) {
      for (const { act, forMs } of strikes) expect([act < acts, forMs > 0]).toEqual([true, true]);
      const pairs = strikes.map(
        ({ act, when, fault }) => `${act} ${JSON.stringify(when)} ${targetOf(fault)}`,
      );
      expect(new Set(pairs).size).toBe(pairs.length);
      if (loss?.command !== 'reconcile') continue;
      const { postgres, temporal } = loss.backedUpAt;
      expect(postgres).not.toBe(temporal);
      expect(Math.max(postgres, temporal)).toBeLessThan(loss.restoredAt);
    }
  });
});
