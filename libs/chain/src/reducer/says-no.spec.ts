import { describe, expect, it } from 'vitest';
import { HOUR } from '../clock/civil.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import type { Run } from '../../test/run.ts';
import { aChain, aStep, HANA } from '../../test/small-world.ts';

describe('a closing step that somebody may say no to', () => {
  const until = { outcome: 'close', is: 'agreed' } as const;
  const CLOSED = aChain([
    aStep('close', {
      owner: ['headteacher', 'trustSafeguardingLead'],
      does: ['close'],
      outcomes: { agreed: { label: 'I agree' }, disagree: { label: 'I do not agree' } },
      closes: { outcome: ['agreed'] },
      repeat: { every: { workingDays: 5 }, until },
    }),
    aStep('decide-again', {
      after: { outcome: 'close', is: 'disagree' },
      owner: ['dsl'],
      repeat: { every: { workingDays: 10 }, until },
    }),
    aStep('letter', { owner: ['dsl'], optional: true, gates: [{ act: 'close' }] }),
  ]);
  const again = (run: Run, outcome: string) => ({
    ...run.doneEvent('close', { outcome }),
    step: 'close.2',
    version: run.duty('close.2').version,
    by: HANA,
  });

  it('takes a no though what bars closing is still owed, for a no closes nothing', () => {
    const run = aCase(CLOSED);
    expect(run.refusal(run.doneEvent('close', { by: HANA, outcome: 'agreed' }), MONDAY)).toBe('gated');
    run.done('close', MONDAY, { by: HANA, outcome: 'disagree' });
    expect(run.duty('decide-again').state).toBe('open');
  });

  it('does not close before it was decided again, and may while that rests until its next round', () => {
    const run = aCase(CLOSED).done('letter', MONDAY).done('close', MONDAY, { by: HANA, outcome: 'disagree' });
    expect(run.refusal(again(run, 'agreed'), MONDAY + HOUR)).toBe('stillOwed');
    run.done('decide-again', MONDAY + 2 * HOUR);
    run.take(again(run, 'agreed'), MONDAY + 3 * HOUR);
    expect(run.state.endedAs).toBe('closed');
    expect(run.duty('decide-again.2').state).toBe('superseded');
  });

  it('leads back as often as somebody says no', () => {
    const run = aCase(CLOSED).done('letter', MONDAY).done('close', MONDAY, { by: HANA, outcome: 'disagree' });
    run.done('decide-again', MONDAY + HOUR).take(again(run, 'disagree'), MONDAY + 2 * HOUR);
    expect(run.duty('decide-again.2').state).toBe('open');
    expect(run.duty('close.3').state).toBe('open');
  });
});
