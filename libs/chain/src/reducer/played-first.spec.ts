import { describe, expect, it } from 'vitest';
import { HOUR } from '../clock/civil.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import type { Run } from '../../test/run.ts';
import { aChain, aStep, HANA } from '../../test/small-world.ts';

const DUE = MONDAY + 4 * HOUR;
const chain = aChain([
  aStep('look', { clock: { within: { hours: 4 }, from: 'opening' }, late: [{ tell: ['headteacher'] }] }),
]);

const standsDown = (run: Run) => run.take({ type: 'recused', by: HANA }, DUE + HOUR);

describe('what fell due before an act', () => {
  it('is told to whom it would have been told without the act, though it is played with it', () => {
    const inTime = aCase(chain);
    const byItself = inTime.pass(DUE);
    expect(byItself).toContainEqual(
      expect.objectContaining({ because: 'breach', to: { roles: ['headteacher'] } }),
    );
    expect(standsDown(aCase(chain))).toEqual([...byItself, ...standsDown(inTime)]);
  });
});
