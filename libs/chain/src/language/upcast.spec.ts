import { describe, expect, it } from 'vitest';
import { aWorld, DANA } from '../../test/small-world.ts';
import { Run } from '../../test/run.ts';
import { canonicalJson } from './canonical-json.ts';
import { parseChain } from './parse.ts';
import { parseAmendment, parseLayer } from './parse-layer.ts';
import { upcast } from './upcast.ts';

/** A chain as the first language had it, with everything that has changed since. */
const FIRST = {
  language: 1,
  id: 'concern',
  version: 3,
  title: 'A concern',
  sentence: 'Somebody is worried.',
  about: 'child',
  facts: { danger: { question: 'Is there danger?', options: { yes: 'Yes', no: 'No' }, danger: ['yes'] } },
  steps: [
    {
      id: 'decide',
      title: 'Decide',
      sentence: 'Say what to do.',
      owner: ['dsl', 'headteacher'],
      clock: { within: { hours: 4 }, from: 'awareness' },
      late: [{ tell: ['headteacher'] }],
      outcomes: { refer: { label: 'Refer' } },
    },
    {
      id: 'ring',
      title: 'Ring them',
      sentence: 'Ring them.',
      when: { fact: 'danger', is: 'yes' },
      owner: ['dsl', 'headteacher'],
    },
    {
      id: 'write',
      title: 'Write to them',
      sentence: 'Write to them.',
      when: { all: [{ outcome: 'decide', is: 'refer' }, { done: 'ring' }] },
      owner: ['dsl', 'headteacher'],
      clock: {
        within: { hours: 24 },
        from: { lastDone: ['decide', 'ring'] },
        setBy: { localAuthority: 'writtenReferral' },
      },
      remind: [{ atShare: 0.5 }],
      late: [{ tell: ['headteacher'] }],
    },
  ],
};

/** The same as today's language says it. */
const TODAY = {
  ...FIRST,
  language: 2,
  facts: { danger: { kind: 'choice', ...FIRST.facts.danger } },
  steps: FIRST.steps.map((step) =>
    step.id === 'write'
      ? {
          ...step,
          clock: {
            within: { hours: 24 },
            from: { latest: [{ done: 'decide' }, { done: 'ring' }] },
            setBy: 'writtenReferral',
          },
        }
      : step,
  ),
};

const HOUR = 3_600_000;
const START = Date.parse('2026-11-16T10:00:00Z');

/** What comes of a chain when somebody does what it asks, and late. */
function played(json: unknown): string {
  const read = parseChain(json);
  if (!read.ok) throw new Error(read.mistakes.map(({ sentence }) => sentence).join('\n'));
  const run = new Run(aWorld(read.chain)).open(START, { facts: { danger: 'yes' } });
  run.done('decide', START + HOUR, { by: DANA, outcome: 'refer' });
  run.done('ring', START + 2 * HOUR, { by: DANA });
  run.pass(START + 30 * HOUR);
  run.done('write', START + 31 * HOUR, { by: DANA });
  return canonicalJson({ state: run.state, effects: run.effects });
}

describe('a chain in the first language', () => {
  it('is read as today’s language says the same', () => {
    const [first, today] = [parseChain(FIRST), parseChain(TODAY)];
    expect(today.ok).toBe(true);
    expect(first).toEqual(today);
  });

  it('plays as today’s does, to the last effect', () => {
    expect(played(FIRST)).toBe(played(TODAY));
    expect(played(FIRST)).toContain('late');
  });

  it('is read in a layer of today', () => {
    const layer = { language: 2, layer: 'trust', id: 'a', version: 1, title: 'A', chains: [FIRST] };
    expect(parseLayer(layer)).toEqual(parseLayer({ ...layer, chains: [TODAY] }));
    expect(parseLayer(layer).ok).toBe(true);
  });

  it('is changed by what a layer says in the first language too', () => {
    const layer = { language: 1, layer: 'trust', id: 'a', version: 1, title: 'A' };
    const change = ({ language, id, facts, steps }: typeof FIRST | typeof TODAY) => ({
      language,
      amends: id,
      version: 1,
      facts,
      steps: steps.slice(2),
    });
    const today = parseLayer({ ...layer, language: 2, amendments: [change(TODAY)] });
    expect(today.ok).toBe(true);
    expect(parseLayer({ ...layer, amendments: [change(FIRST)] })).toEqual(today);
    expect(parseAmendment(change(FIRST))).toEqual(parseAmendment(change(TODAY)));
  });

  it('is not changed itself', () => {
    const before = JSON.stringify(FIRST);
    upcast(FIRST);
    expect(JSON.stringify(FIRST)).toBe(before);
  });
});

describe('what is not in an older language', () => {
  it('stays as it is', () => {
    for (const value of [TODAY, { language: 3 }, { language: 0 }, { language: '1' }, {}, [], null, 7, 'x']) {
      expect(upcast(value)).toBe(value);
    }
  });

  it('though it says so, is refused as anything malformed is', () => {
    for (const value of [
      { language: 1 },
      { language: 1, facts: [], steps: 7 },
      { language: 1, steps: [null, { clock: 7 }] },
    ]) {
      expect(parseChain(value).ok).toBe(false);
    }
  });
});
