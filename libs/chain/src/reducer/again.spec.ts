import { describe, expect, it } from 'vitest';
import { HOUR } from '../clock/civil.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import { aChain, aStep } from '../../test/small-world.ts';

describe('a step that comes up again', () => {
  it('has not ended between its rounds, for no instant', () => {
    const chain = aChain(
      [
        aStep('look', {
          outcomes: { again: { label: 'Again' }, enough: { label: 'Enough' } },
          repeat: { every: { workingDays: 5 }, until: { outcome: 'look', is: 'enough' } },
        }),
        aStep('say', { after: { ended: 'look' } }),
      ],
      {
        holds: { quiet: { title: 'Q', sentence: 'Q.', until: { ended: 'look' }, forbids: ['informFamily'] } },
      },
    );
    const run = aCase(chain).done('look', MONDAY + HOUR, { outcome: 'again' });
    expect(run.state.holds['quiet']?.endedAt).toBeNull();
    expect(Object.keys(run.state.duties)).toEqual(['look', 'look.2']);
    run.done('look.2', MONDAY + 2 * HOUR, { outcome: 'enough' });
    expect(run.state.holds['quiet']?.endedAt).toBe(MONDAY + 2 * HOUR);
    expect(Object.keys(run.state.duties)).toEqual(['look', 'look.2', 'say']);
  });
});
