import { describe, expect, it } from 'vitest';
import { findings, sound, withSteps } from '../../test/to-lint.ts';
import { lint } from './lint.ts';

const call = (path: string, over: object = {}) => sound('call', { path, ...over });
const EVENTS = { events: { left: { title: 'They left' } } };
const found = (step: object, code: string): string[] =>
  findings(withSteps([{ ...step }], EVENTS)).filter((finding) => finding.startsWith(code));
const clocked = (path: string, clock: object) => call(path, { clock: { from: 'awareness', ...clock } });
const PAUSE = { reasons: { busy: 'We are busy' }, by: ['headteacher'], agreedBy: ['ceo'] };

describe('what is left', () => {
  it.each(['danger', 'designatedOfficer'])('is heard of within twelve hours on the %s path', (path) => {
    const late = (after: object) => [
      { after, tell: ['trustSafeguardingLead', 'trustChair', 'ceo'], every: { hours: 12 } },
    ];
    expect(found(call(path, { late: late({ calendarDays: 28 }) }), 'noEscalation')).toEqual([
      'noEscalation steps.3.late',
    ]);
    expect(found(call(path, { late: late({ hours: 12 }) }), 'noEscalation')).toEqual([]);
  });

  it('is due within half a year, the first time and each time that it comes again', () => {
    const far = { clock: { within: { months: 60 }, from: 'opening' } };
    const ring = (over: object, chain = {}): string[] =>
      findings(withSteps([{ id: 'ring', ...over }], chain));
    expect(ring(far)).toEqual(['dueTooFarOff steps.1.clock.within']);
    expect(ring({ clock: { within: { months: 6 }, from: 'opening' } })).toEqual([]);
    const repeat = (months: number) => ({ every: { months }, until: { done: 'ring' } });
    expect(ring({ ...far, repeat: repeat(1) })).toEqual(['dueTooFarOff steps.1.clock.within']);
    expect(ring({ repeat: repeat(120) })).toEqual(['dueTooFarOff steps.1.repeat.every']);
    expect(ring({ repeat: repeat(6) })).toEqual([]);
    expect(ring({ repeat: repeat(36) }, { about: 'information' })).toEqual([]);
    expect(ring({ repeat: repeat(37) }, { about: 'information' })).toHaveLength(1);
  });

  it('is asked of another party within half a year', () => {
    const theirs = (months: number): string[] =>
      findings(
        withSteps([
          { id: 'ring', late: [], clock: { whose: 'socialCare', within: { months }, from: 'opening' } },
          sound('chase', {
            after: { late: 'ring' },
            until: { done: 'ring' },
            clock: { within: { workingDays: 1 }, from: 'after' },
            repeat: { every: { workingDays: 1 }, until: { done: 'ring' } },
          }),
        ]),
      ).filter((each) => each.startsWith('dueTooFarOff'));
    expect(theirs(120)).toEqual(['dueTooFarOff steps.1.clock.within']);
    expect(theirs(6)).toEqual([]);
  });
});

describe('000.31 the time for a call', () => {
  it.each<[string, string, object]>([
    ['danger', 'two thousand working days', { within: { workingDays: 2000 } }],
    ['danger', 'the end of the day', { within: { calendarDays: 0 } }],
    ['danger', 'five hours', { within: { hours: 5 } }],
    ['danger', 'an hour that may be paused', { within: { hours: 1 }, mayPause: PAUSE }],
    ['designatedOfficer', 'two thousand working days', { within: { workingDays: 2000 } }],
    ['designatedOfficer', 'a school day, which may be weeks away', { within: { schoolDays: 1 } }],
    ['designatedOfficer', 'the next school day', { within: { beforeNext: 'schoolDay' } }],
    [
      'designatedOfficer',
      'a working day that may be paused',
      { within: { workingDays: 1 }, mayPause: PAUSE },
    ],
    ['designatedOfficer', 'a lenient weekend', { within: { workingDays: 1 }, weekendStart: 'lenient' }],
    ['designatedOfficer', 'a day that rolls on', { within: { calendarDays: 1 }, roll: 'forward' }],
    [
      'designatedOfficer',
      'what comes after the office closes as the next day',
      { within: { workingDays: 1 }, close: { at: '12:00', startAfterIt: 'nextDay' } },
    ],
    ['designatedOfficer', 'a floor of weeks', { within: { workingDays: 15 }, floor: { workingDays: 10 } }],
  ])('on the %s path may not be %s', (path, _what, clock) => {
    expect(found(clocked(path, clock), 'callTooLate')).toEqual(['callTooLate steps.3.clock.within']);
  });

  it.each<[string, string, object]>([
    ['danger', 'four hours', { within: { hours: 4 } }],
    [
      'danger',
      'four hours, or the day if that is sooner',
      { within: { sooner: [{ hours: 4 }, { calendarDays: 0 }] } },
    ],
    [
      'danger',
      'an hour at a lenient weekend, which moves days only',
      { within: { hours: 1 }, weekendStart: 'lenient' },
    ],
    ['designatedOfficer', 'one working day', { within: { workingDays: 1 } }],
    ['designatedOfficer', 'twenty-four hours', { within: { hours: 24 } }],
    ['designatedOfficer', 'the next day', { within: { calendarDays: 1 } }],
    ['designatedOfficer', 'a working day that rolls back', { within: { workingDays: 1 }, roll: 'back' }],
    [
      'designatedOfficer',
      'a lenient day above a floor, which no option moves',
      { within: { workingDays: 1 }, floor: { workingDays: 1 }, weekendStart: 'lenient', mayPause: PAUSE },
    ],
  ])('on the %s path may be %s', (path, _what, clock) => {
    expect(found(clocked(path, clock), 'callTooLate')).toEqual([]);
  });

  it.each(['danger', 'designatedOfficer'])('on the %s path is no longer when it is made again', (path) => {
    const again = (every: object, floor: object = {}): string[] => {
      const until = { outcome: 'call', is: 'answered' };
      const outcomes = { answered: { label: 'Somebody answered' }, nobody: { label: 'Nobody answered' } };
      return found(call(path, { outcomes, repeat: { every, until, ...floor } }), 'callTooLate');
    };
    expect(again({ months: 120 })).toEqual(['callTooLate steps.3.repeat.every']);
    expect(again({ minutes: 15 })).toEqual([]);
    expect(again({ months: 120 }, { floor: { minutes: 15 } })).toEqual([]);
  });

  it('is bounded for no step off the two paths, and for none that need not be done', () => {
    const clock = { within: { workingDays: 20 }, from: 'awareness' };
    expect(found(sound('call', { clock }), 'callTooLate')).toEqual([]);
    expect(found(call('danger', { clock, late: [], optional: true }), 'callTooLate')).toEqual([]);
  });

  it('is refused in a sentence that says how much the law gives', () => {
    const json = withSteps([clocked('designatedOfficer', { within: { workingDays: 2000 } })]);
    expect(lint({ json }).map(({ sentence }) => sentence)).toEqual([
      '"Step call" is on the Designated Officer path, where a call is made within 1 working day or 24 hours and nothing moves that later, and it is given more.',
    ]);
  });
});

describe('000.31 the form of a call', () => {
  const contact = {
    id: 'officer',
    kind: 'contact',
    with: 'designatedOfficer',
    as: 'referral',
    label: 'Whom',
  };
  const at = { id: 'toldAt', kind: 'instant', label: 'When' };
  const outcomes = { told: { label: 'Told' }, nobody: { label: 'Nobody answered' } };
  it.each<[string, readonly object[]]>([
    ['nothing', []],
    ['only what they advised', [{ ...contact, as: 'advice' }, at]],
    ['who was told, and not when', [contact]],
    ['when, and not who was told', [at]],
    ['another agency', [{ ...contact, with: 'police' }, at]],
    ['who was told, if they like', [{ ...contact, required: false }, at]],
    ['who was told, for one outcome of two', [{ ...contact, onlyFor: ['told'] }, at]],
  ])('on the Designated Officer path may not ask for %s', (_what, evidence) => {
    const all = found(call('designatedOfficer', { evidence, outcomes }), 'callUnrecorded');
    expect(new Set(all)).toEqual(new Set(['callUnrecorded steps.3.evidence']));
  });

  it('on the danger path asks who was called or what was done', () => {
    expect(found(call('danger', { evidence: [at] }), 'callUnrecorded')).toHaveLength(1);
    for (const kind of ['note', 'line', 'phone']) {
      const evidence = [{ id: 'what', kind, label: 'What' }];
      expect(found(call('danger', { evidence }), 'callUnrecorded')).toEqual([]);
    }
  });

  it('may ask for what it likes where the call need not be made', () => {
    const over = { evidence: [], optional: true, clock: undefined, late: [] };
    expect(found(call('designatedOfficer', over), 'callUnrecorded')).toEqual([]);
  });

  it('is refused in a sentence for each thing that it leaves out', () => {
    const json = withSteps([call('designatedOfficer', { evidence: [] })]);
    expect(lint({ json }).map(({ sentence }) => sentence)).toEqual([
      '"Step call" is on the Designated Officer path, and its form must say who was told: a field of kind contact with the designatedOfficer, as referral or either.',
      '"Step call" is on the Designated Officer path, and its form must say when it was: a field of kind instant.',
    ]);
  });
});

describe('lateness that is told of once', () => {
  const late = (...rungs: readonly object[]) => found(sound('call', { late: rungs }), 'noEscalation');
  const head = { tell: ['headteacher'] };
  const ceo = { after: { hours: 2 }, tell: ['ceo'] };
  const handUp = { after: { hours: 4 }, handUp: true };
  const every = { hours: 12 };

  it.each<[string, readonly object[], string]>([
    ['no rung repeats', [head, ceo], '.1'],
    ['only an earlier rung repeats', [{ ...head, every }, ceo], '.1'],
    ['it repeats after more than thirty days', [head, { ...ceo, every: { months: 2 } }], '.1'],
    ['it goes up last, once', [head, handUp], '.0'],
    ['it goes up, and nobody is told', [{ handUp: true }], ''],
  ])('is refused where %s', (_why, rungs, at) => {
    expect(late(...rungs)).toEqual([`noEscalation steps.3.late${at}`]);
  });

  it.each<[string, readonly object[]]>([
    ['the last rung repeats', [head, { ...ceo, every }]],
    ['it stands before another', [{ ...ceo, every }, head]],
    ['it goes up beside it', [{ ...head, every }, handUp]],
  ])('is not where %s', (_why, rungs) => {
    expect(late(...rungs)).toEqual([]);
  });
});

describe('lateness of which nobody hears for more than thirty days', () => {
  const late = (after: object) => sound('call', { late: [{ after, tell: ['ceo'], every: { hours: 12 } }] });
  it.each([
    [{ months: 60 }],
    [{ months: 2 }],
    [{ calendarDays: 31 }],
    [{ workingDays: 22 }],
    [{ hours: 721 }],
  ])('is refused: %j', (after) => {
    expect(found(late(after), 'noEscalation')).toEqual(['noEscalation steps.3.late']);
  });

  it.each([[{ months: 1 }], [{ calendarDays: 30 }], [{ schoolDays: 21 }], [{ minutes: 43_200 }]])(
    'is not: %j',
    (after) => {
      expect(found(late(after), 'noEscalation')).toEqual([]);
    },
  );

  it('is refused in a sentence', () => {
    const [finding] = lint({ json: withSteps([late({ months: 60 })]) });
    expect(finding?.sentence).toBe(
      'Nobody hears when "Step call" is late, for more than 30 days: let a rung come sooner.',
    );
  });
});
