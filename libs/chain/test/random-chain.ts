import fc from 'fast-check';
import { parseChain } from '../src/language/parse.ts';
import type { Chain } from '../src/language/chain.ts';
import type { Step } from '../src/language/step.ts';
import { aStep } from './small-world.ts';

/** The whole staff of a small chain: whoever is missing, somebody is left on most of its ladders. */
const STAFF = ['headteacher', 'trustSafeguardingLead', 'ceo', 'trustChair'];

const often = (odds: number): fc.Arbitrary<boolean> => fc.nat(odds).map((number) => number === 0);

/** With a chance of one in so many. */
function maybe(odds: number, part: fc.Arbitrary<object>): fc.Arbitrary<object> {
  return fc.tuple(often(odds), part).map(([is, value]) => (is ? value : {}));
}

/** Moments and conditions over any of the steps, so that some never come. */
function someStep(count: number): fc.Arbitrary<string> {
  return fc.nat(count - 1).map((index) => `s${index}`);
}

function moment(count: number): fc.Arbitrary<object> {
  const step = someStep(count);
  const plain = fc.oneof(
    { weight: 4, arbitrary: step.map((done) => ({ done })) },
    { weight: 4, arbitrary: step.map((ended) => ({ ended })) },
    { weight: 3, arbitrary: fc.record({ outcome: step, is: fc.constantFrom('good', 'bad') }) },
    { weight: 1, arbitrary: step.map((late) => ({ late })) },
    { weight: 1, arbitrary: fc.constant({ event: 'it-happened' }) },
  );
  const parts = fc.array(plain, { minLength: 2, maxLength: 2 });
  return fc.oneof(
    { weight: 6, arbitrary: plain },
    { weight: 2, arbitrary: parts.map((all) => ({ all })) },
    { weight: 3, arbitrary: parts.map((any) => ({ any })) },
  );
}

function condition(count: number): fc.Arbitrary<object> {
  const step = someStep(count);
  const plain = fc.oneof(
    fc.record({ fact: fc.constant('danger'), is: fc.constantFrom('yes', 'no') }),
    fc.record({ outcome: step, is: fc.constantFrom('good', 'bad') }),
    fc.record({ step, is: fc.constantFrom('waived', 'notOpen', 'open', 'superseded') }),
    step.map((done) => ({ done })),
  );
  return fc.oneof(
    plain,
    plain.map((not) => ({ not })),
    fc.array(plain, { minLength: 2, maxLength: 2 }).map((any) => ({ any })),
  );
}

const gate = (count: number): fc.Arbitrary<object> =>
  fc.oneof(
    someStep(count).map((step) => ({ step })),
    fc.record({ outcome: someStep(count), is: fc.constantFrom('good', 'bad') }),
    fc.constantFrom({ act: 'close' }, { act: 'share' }),
  );

const OUTCOMES = { outcomes: { good: { label: 'Good' }, bad: { label: 'Bad' } } };
const LATE = {
  clock: { within: { hours: 4 }, from: 'opening' },
  late: [{ tell: STAFF, every: { workingDays: 1 } }],
};

function step(index: number, count: number): fc.Arbitrary<object> {
  return fc
    .tuple(
      fc.shuffledSubarray([...STAFF], { minLength: 3 }).map((owner) => ({ owner })),
      index === 0
        ? fc.constant({})
        : maybe(
            1,
            fc.oneof(
              { weight: 3, arbitrary: moment(count).map((after) => ({ after })) },
              { weight: 1, arbitrary: moment(count).map((after) => ({ after, eachTime: true })) },
            ),
          ),
      maybe(
        3,
        condition(count).map((when) => ({ when })),
      ),
      maybe(
        7,
        condition(count).map((until) => ({ until })),
      ),
      maybe(1, fc.constant(OUTCOMES)),
      maybe(
        4,
        gate(count).map((one) => ({ gates: [one] })),
      ),
      maybe(4, fc.constant({ does: ['share'] })),
      maybe(
        4,
        someStep(count).map((id) => ({ otherThanDoerOf: id === `s${index}` ? [] : [id] })),
      ),
      maybe(7, fc.constant({ optional: true })),
      maybe(9, fc.constant({ personal: true })),
      maybe(6, fc.constant({ approval: { by: STAFF.slice(0, 3) } })),
      maybe(
        6,
        fc
          .oneof(
            fc.constant({ outcome: `s${index}`, is: 'good' }),
            someStep(count).map((done) => ({ done })),
          )
          .map((until) => ({ ...OUTCOMES, repeat: { every: { hours: 4 }, until } })),
      ),
      index === 0
        ? fc.constant({})
        : maybe(
            5,
            moment(count).map((from) => ({ clock: { within: { hours: 4 }, from } })),
          ),
      maybe(7, fc.constant({ evidence: [{ id: 'asks', kind: 'fact', fact: 'learnt', label: 'Asked' }] })),
    )
    .map((parts) => aStep(`s${index}`, sound(Object.assign({}, LATE, ...parts) as Partial<Step>)));
}

/** A step of one person's own that looks at others' acts is not proved, and says so. */
const sound = (step: Partial<Step>): object =>
  step.personal === true ? { ...step, otherThanDoerOf: [] } : step;

/** Those who own steps, or one who owns none: of both together the linter says that they do not go. */
const releasing = fc.oneof(
  { weight: 4, arbitrary: fc.subarray([...STAFF], { minLength: 1 }) },
  { weight: 1, arbitrary: fc.constant(['hrAdviser']) },
);

const hold = (count: number): fc.Arbitrary<object> =>
  maybe(
    2,
    fc
      .tuple(
        moment(count),
        maybe(
          1,
          fc.tuple(releasing, releasing).map(([by, grantedBy]) => ({ release: { by, grantedBy } })),
        ),
      )
      .map(([until, release]) => ({
        holds: { hush: { title: 'Hush', sentence: 'Not yet.', until, forbids: ['share'], ...release } },
      })),
  );

function closing(index: number): fc.Arbitrary<object> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant({}) },
    { weight: 3, arbitrary: fc.constant({ closes: true }) },
    { weight: 2, arbitrary: fc.constant({ ...OUTCOMES, closes: { outcome: ['good'] } }) },
    {
      weight: 1,
      arbitrary: fc.constant({
        ...OUTCOMES,
        closes: { outcome: ['good'] },
        repeat: { every: { hours: 4 }, until: { outcome: `s${index}`, is: 'good' } },
      }),
    },
  );
}

const WAIVER = {
  waiver: { reasons: { 'not-needed': 'Not needed' }, agreedBy: ['headteacher', 'ceo', 'trustChair'] },
};

/** Chains of up to four steps that the language takes; null where it does not. */
export const smallChains: fc.Arbitrary<Chain | null> = fc
  .integer({ min: 1, max: 4 })
  .chain((count) =>
    fc.tuple(
      fc.tuple(...Array.from({ length: count }, (_, index) => step(index, count))),
      closing(count - 1),
      hold(count),
      maybe(1, fc.constant(WAIVER)),
    ),
  )
  .map(([steps, close, holds, waiver]) => {
    const last = steps.length - 1;
    const read = parseChain({
      language: 2,
      id: 'small',
      version: 1,
      title: 'A small chain',
      sentence: 'A chain for a test.',
      about: 'child',
      facts: {
        danger: { kind: 'yesNo', question: 'Is there danger?' },
        learnt: { kind: 'yesNo', question: 'What came of it?', askedIn: 's0' },
      },
      events: { 'it-happened': { title: 'It happened' } },
      steps: steps.map((each, index) => (index === last ? { ...each, ...close } : each)),
      ...holds,
      ...waiver,
    });
    return read.ok ? read.chain : null;
  });

const APPOINTS = { id: 'who', kind: 'appoint', role: 'caseManager', label: 'Who manages it' };

const staff = (least: number): fc.Arbitrary<readonly string[]> =>
  fc.shuffledSubarray([...STAFF], { minLength: least });
const oneOf = (...parts: readonly object[]): fc.Arbitrary<object> => fc.constantFrom({}, ...parts);

/**
 * Chains that name somebody, of whom something may be asked alone, look at something and close; null where the language
 * does not take them.
 */
export const namingChains: fc.Arbitrary<Chain | null> = fc
  .tuple(
    staff(2),
    oneOf(
      { does: ['share'] },
      { does: ['share'] },
      { otherThanDoerOf: ['look'] },
      { gates: [{ act: 'close' }] },
    ),
    oneOf({ eachTime: true }, { when: { step: 'name', is: ['open', 'done'] } }),
    oneOf({ personal: true }, { personal: true, optional: true }),
    fc.constantFrom('name', 'look'),
    fc.constantFrom('ended', 'done'),
    oneOf({ until: { done: 'look' } }, { until: { ended: 'agree' } }, { until: { event: 'it-happened' } }),
    fc.constantFrom('name', 'look'),
  )
  .map(([naming, name, look, report, last, how, until, from]) => {
    const hush = { title: 'Hush', sentence: 'Not yet.', from: { done: from }, forbids: ['share'], ...until };
    const steps = [
      { id: 'name', owner: naming, evidence: [APPOINTS], ...name },
      { id: 'look', after: { [how]: 'name' }, ...look },
      ...('personal' in report
        ? [{ id: 'report', owner: ['caseManager', ...STAFF], after: { ended: 'name' }, ...report }]
        : []),
      { id: 'agree', owner: ['caseManager', ...STAFF], after: { ended: last }, closes: true },
    ];
    const read = parseChain({
      ...{ language: 2, id: 'small', version: 1, title: 'A small chain', sentence: 'A chain for a test.' },
      about: 'child',
      facts: { danger: { kind: 'yesNo', question: 'Is there danger?' } },
      events: { 'it-happened': { title: 'It happened' } },
      steps: steps.map(({ id, ...over }) => aStep(id, { owner: STAFF, ...LATE, ...over })),
      ...('until' in until ? { holds: { hush } } : {}),
      ...('optional' in report || !('personal' in report) ? {} : WAIVER),
    });
    return read.ok ? read.chain : null;
  });
