import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lint } from './lint.ts';
import type { Finding } from './finding.ts';
import { chain as schema } from '../language/chain.ts';
import type { Chain } from '../language/chain.ts';
import { everyWay } from '../../test/every-case.ts';
import type { Way } from '../../test/every-case.ts';

const STEPS = ['one', 'two', 'three', 'close'];
const step = fc.constantFrom(...STEPS);
const outcome = fc.record({ outcome: step, is: fc.constantFrom('good', 'bad') });
const event = fc.constant({ event: 'over' });

const moments = fc.oneof(
  { depthSize: 'small' },
  fc.record({ done: step }),
  fc.record({ ended: step }),
  outcome,
  event,
);
const moment = fc.oneof(
  moments,
  fc.array(moments, { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
  fc.array(moments, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
);
const plain = fc.oneof(
  fc.record({ done: step }),
  fc.record({ step, is: fc.constantFrom('notOpen', 'open', 'waived', 'superseded', 'done') }),
  outcome,
  event,
  fc.record({ fact: fc.constant('so'), is: fc.constantFrom('yes', 'no') }),
);
const maybeNot = fc.oneof(
  plain,
  plain.map((not) => ({ not })),
);
const condition = fc.oneof(
  maybeNot,
  fc.array(maybeNot, { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
  fc.array(maybeNot, { minLength: 1, maxLength: 3 }).map((any) => ({ not: { any } })),
);
/** In so many of ten. */
const sometimes = <Value>(value: fc.Arbitrary<Value>, weight: number): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ arbitrary: value, weight }, { arbitrary: fc.constant(undefined), weight: 10 - weight });

const repeat = fc.oneof(outcome, condition).map((until) => ({ every: { months: 1 }, until }));

const LADDER = ['headteacher', 'trustSafeguardingLead', 'ceo'];
const steps = fc.tuple(
  ...STEPS.map((id) =>
    fc
      .record({
        after: sometimes(moment, 7),
        when: sometimes(condition, 4),
        until: sometimes(condition, 4),
        repeat: sometimes(repeat, 2),
      })
      .map((opening) => ({
        id,
        title: id,
        sentence: id,
        owner: LADDER,
        clock: { within: { months: 1 }, from: 'opening' },
        late: [{ tell: ['ceo'], every: { workingDays: 1 } }],
        ...(id === 'close'
          ? { closes: true }
          : { outcomes: { good: { label: 'Good' }, bad: { label: 'Bad' } } }),
        ...Object.fromEntries(Object.entries(opening).filter(([, value]) => value !== undefined)),
      })),
  ),
);

/** Chains of four steps that wait for one another in whatever way; many of them make no sense. */
const chains: fc.Arbitrary<Chain> = steps.map((list) =>
  schema.parse({
    language: 2,
    id: 'random',
    version: 1,
    title: 'Random',
    sentence: 'Random.',
    about: 'child',
    facts: { so: { kind: 'yesNo', question: 'Is it so?' } },
    events: { over: { title: 'It is over' } },
    waiver: { reasons: { moved: 'Moved' }, agreedBy: LADDER },
    steps: list,
  }),
);

const stepAt = ({ steps: all }: Chain, { path }: Finding): string =>
  all[Number(path.split('.')[1])]?.id ?? '';
const opens = (id: string) => (way: Way) => Object.hasOwn(way.ended, id);
const closesAfter = (id: string, end: string) => (way: Way) => way.hasClosed && way.ended[id] === end;

/** It came up though the other was waived, or a case closed without it in which nothing was. */
const goesPast =
  (id: string, waived: string) =>
  ({ ended, hasClosed, isAnswered }: Way) =>
    Object.hasOwn(ended, id)
      ? ended[waived] === 'waived'
      : hasClosed && isAnswered && !Object.values(ended).includes('waived');

/** What the reducer must never be seen to do if a finding is right. */
function refutedBy(chain: Chain, finding: Finding): ((way: Way) => boolean) | null {
  const id = stepAt(chain, finding);
  const [, , , last = ''] = finding.path.split('.');
  switch (finding.code) {
    case 'neverOpens':
    case 'contradiction':
      return id === '' ? null : opens(id);
    case 'neverCloses':
      return ({ hasClosed }) => hasClosed;
    case 'leadsNowhere':
      return closesAfter(id, last);
    case 'waiverStrands':
      return closesAfter(id, 'waived');
    case 'waiverSkips':
      return goesPast(id, /^If "(\w+)"/.exec(finding.sentence)?.[1] ?? '');
    case 'needlessStrands':
      return closesAfter(id, 'superseded');
    case 'endlessRepeat':
      // The next round comes up at once, so that nobody ever sees it at rest.
      return ({ ended }) => ended[id] === 'good' || ended[id] === 'bad';
    default:
      return null;
  }
}

describe('what the linter says can never be', () => {
  it('is never seen, whatever people do in whichever order', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(chains, (chain) => {
        const ways = everyWay(chain);
        for (const finding of lint({ json: chain })) {
          const refutes = refutedBy(chain, finding);
          if (refutes === null) continue;
          seen.set(finding.code, (seen.get(finding.code) ?? 0) + 1);
          expect([finding, ways.filter(refutes)]).toEqual([finding, []]);
        }
      }),
      { seed: 20_261_121, numRuns: 300 },
    );
    const codes = [
      'contradiction',
      'endlessRepeat',
      'leadsNowhere',
      'needlessStrands',
      'neverCloses',
      'neverOpens',
      'waiverSkips',
      'waiverStrands',
    ];
    expect([...seen.keys()].sort()).toEqual(codes);
  });
});
