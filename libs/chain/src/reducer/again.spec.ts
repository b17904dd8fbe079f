import { describe, expect, it } from 'vitest';
import { HOUR } from '../clock/civil.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import type { Step } from '../language/step.ts';

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

  it.each<readonly [string, Partial<Step>]>([
    ['what comes each time', { after: { done: 'look' }, eachTime: true }],
    ['what comes once', { after: { outcome: 'look', is: 'again' } }],
    ['what runs from a named step', { clock: { within: { minutes: 30 }, from: { done: 'look' } } }],
  ])('gives no more time to %s after it and is still to be done', (_which, over) => {
    const chain = aChain([
      aStep('look', {
        outcomes: { again: { label: 'Again' }, enough: { label: 'Enough' } },
        repeat: { every: { minutes: 20 }, until: { outcome: 'look', is: 'enough' } },
      }),
      aStep('ring', { clock: { within: { minutes: 30 }, from: 'after' }, after: { done: 'look' }, ...over }),
    ]);
    const run = aCase(chain).done('look', MONDAY + HOUR, { outcome: 'again' });
    const due = MONDAY + HOUR + HOUR / 2;
    expect(run.state.duties['ring']?.dueAt).toBe(due);
    run.done('look.2', MONDAY + 1.3 * HOUR, { outcome: 'again' });
    expect(run.state.duties['ring']?.dueAt).toBe(due);
    run.done('look.3', MONDAY + 1.6 * HOUR, { outcome: 'again' });
    expect(run.state.duties['ring']).toMatchObject({ dueAt: due, breachedAt: due });
  });
});
