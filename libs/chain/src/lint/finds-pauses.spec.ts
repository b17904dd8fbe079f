import { describe, expect, it } from 'vitest';
import { findings, sound, withSteps } from '../../test/to-lint.ts';
import { lint } from './lint.ts';

const DAYS = { calendarDays: 30 };
const paused = (over: object, about = 'child'): unknown => {
  const mayPause = {
    reasons: { away: 'They are away' },
    by: ['dsl'],
    agreedBy: ['headteacher', 'ceo'],
    atMost: DAYS,
    ...over,
  };
  const clock = { within: { workingDays: 1 }, from: 'opening', mayPause };
  return withSteps([sound('wait', { clock })], { about });
};
const found = (...chain: Parameters<typeof paused>): string[] =>
  findings(paused(...chain)).filter((finding) => finding.startsWith('stoppedUnheard'));

describe('a clock that may be stopped', () => {
  it('stands for thirty days at most, and a leader has agreed', () => {
    expect(found({})).toEqual([]);
    expect(found({ atMost: undefined })).toEqual(['stoppedUnheard steps.3.clock.mayPause.atMost']);
    expect(found({ atMost: { calendarDays: 31 } })).toEqual(['stoppedUnheard steps.3.clock.mayPause.atMost']);
    expect(found({ agreedBy: ['headteacher', 'deputyDsl'] })).toEqual([
      'stoppedUnheard steps.3.clock.mayPause.agreedBy',
    ]);
  });

  it('of a case about a school or the trust, by the agreement of those who do not run it', () => {
    expect(found({ agreedBy: ['ceo'] }, 'institution')).toHaveLength(1);
    expect(found({ agreedBy: ['trustChair'] }, 'institution')).toEqual([]);
  });

  it('says so in words', () => {
    const said = lint({ json: paused({ agreedBy: ['deputyDsl'], atMost: undefined }) })
      .filter(({ code }) => code === 'stoppedUnheard')
      .map(({ sentence }) => sentence);
    expect(said).toEqual([
      'The clock of "Step wait" may be stopped for more than 30 days at a time, and nobody would hear that it is late: say atMost.',
      'The clock of "Step wait" may be stopped without a leader knowing: the deputy safeguarding lead may agree to it. Name only the headteacher, the chair of the local governing body, the trust safeguarding lead, the chief executive, the chair of the trust board, the vice-chair of the trust board or the safeguarding trustee.',
    ]);
  });
});
