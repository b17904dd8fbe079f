import { describe, expect, it } from 'vitest';
import { FAULTS, scheduleOf, targetOf } from './schedule.ts';
import { CHAINS } from './stage/procedures.ts';

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

  it('strikes within the acts that people do, and no pair at one and the same thing', () => {
    for (const { acts, strikes, loss } of schedules(1, 300)) {
      for (const { act, afterMs, forMs } of strikes) {
        expect([act < acts, afterMs >= 0, forMs > 0]).toEqual([true, true, true]);
      }
      const pairs = strikes.map(({ act, fault }) => `${act} ${targetOf(fault)}`);
      expect(new Set(pairs).size).toBe(pairs.length);
      if (loss?.command !== 'reconcile') continue;
      const { postgres, temporal } = loss.backedUpAt;
      expect(postgres).not.toBe(temporal);
      expect(Math.max(postgres, temporal)).toBeLessThan(loss.restoredAt);
    }
  });
});
