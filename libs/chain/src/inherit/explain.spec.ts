import { describe, expect, it } from 'vitest';
import { aLayer, changing, resolved } from '../../test/layers.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import type { Layer } from '../language/layer.ts';
import { explain, explainedLines } from './explain.ts';
import { valuesByPath } from './values-by-path.ts';

const value = (hours: number, over: object = {}): object => ({
  values: { writtenReferral: { is: { hours }, title: 'In writing', ...over } },
});

const CHAIN = aChain(
  [
    aStep('ring', {
      title: 'Ring social care',
      floors: ['owner'],
      outcomes: { taken: { label: 'They took it' }, refused: { label: 'They did not' } },
    }),
    aStep('write', {
      title: 'Write to them',
      after: { outcome: 'ring', is: 'taken' },
      clock: { within: { hours: 24 }, from: 'after', setBy: 'writtenReferral' },
      remind: [{ before: { hours: 2 } }],
      late: [{ tell: ['headteacher'] }],
      evidence: [{ id: 'copy', kind: 'attachment', label: 'A copy', required: false }],
    }),
  ],
  { waiver: { reasons: { moved: 'They moved' }, agreedBy: ['headteacher'] } },
);

const LAYERS: readonly Layer[] = [
  aLayer('guidance', { chains: [CHAIN], ...value(24, { source: '2.26', status: 'N' }) }),
  aLayer('authority', value(48)),
  changing('trust', [{ id: 'ring', owner: ['dsl', 'deputyDsl', 'headteacher', 'ceo'] }]),
];

function explained(...layers: readonly Layer[]) {
  const result = resolved(...layers);
  if (!result.ok) throw new Error('They go together.');
  return { chain: result.chain, explained: explain(result.chain, result.origins) };
}

describe('when a step comes up, explained', () => {
  const facts = {
    child: { kind: 'yesNo', question: 'A child?' },
    reached: { kind: 'yesNo', question: 'Reached?', askedIn: 'ring' },
  };
  const evidence = [{ id: 'who', kind: 'fact', fact: 'reached', label: 'Reached?' }];
  it.each([
    [{ fact: 'child', is: 'yes' }, 'It comes up once the answer to “A child?” is “Yes”.'],
    [{ fact: 'reached', is: 'no' }, 'It comes up once the answer to “Reached?” is “No”.'],
    [{ done: 'ring' }, 'It comes up once “Step ring” is done.'],
  ])('is as soon as %o, not at the opening', (when, sentence) => {
    const chain = aChain([aStep('ring', { evidence }), aStep('then', { when })], { facts });
    expect(explain(chain).steps[1]?.sentences[1]).toBe(sentence);
  });
});

describe('a chain explained', () => {
  it('is sentences that say when, who, by when, who hears and what follows', () => {
    const [ring, write] = explain(CHAIN).steps;
    expect(ring?.sentences).toEqual([
      'Do ring.',
      'It comes up when the case opens.',
      'The designated safeguarding lead does it; where nobody there can act, the deputy safeguarding lead or the headteacher, in that order.',
      'It has no time of its own.',
      'It ends in one of these ways: “They took it” leads to “Write to them”; “They did not”.',
    ]);
    expect(write?.sentences.slice(1)).toEqual([
      'It comes up once “Ring social care” ends with “They took it”.',
      'The designated safeguarding lead does it; where nobody there can act, the deputy safeguarding lead or the headteacher, in that order.',
      'It is due within 24 hours, counted from what came before it.',
      'They are reminded 2 hours before it is due.',
      'If it is late: at once, the headteacher is told.',
      'They write down: A copy (a file, if there is one).',
    ]);
  });

  it('says where every value that it says came from', () => {
    const { chain, explained: it } = explained(...LAYERS);
    const from = Object.fromEntries(it.values.map(({ path, from }) => [path, from]));
    expect(from).toMatchObject({
      title: 'from National guidance',
      waiver: 'from National guidance',
      'facts.danger': 'from National guidance',
      'steps.ring.owner':
        'from Larkfield Trust; under a floor of National guidance; in place of what was said from National guidance',
      'steps.write.clock.within': 'from Norbury Vale Council; in place of 24 hours from National guidance',
      'steps.write.late': 'from National guidance',
    });
    const said = [...valuesByPath(chain)].filter(
      ([, one]) => one !== false && one !== undefined && !(Array.isArray(one) && one.length === 0),
    );
    expect(said.map(([path]) => path).filter((path) => from[path] === undefined)).toEqual([]);
  });

  it('says the length of a clock with its layer, how sure its source is, and what it replaced', () => {
    const [, write] = explained(...LAYERS).explained.steps;
    expect(write?.sentences).toContain(
      'It is due within 48 hours, counted from what came before it (from Norbury Vale Council; in place of 24 hours from National guidance).',
    );
    const [, alone] = explained(...LAYERS.slice(0, 1)).explained.steps;
    expect(alone?.sentences).toContain(
      'It is due within 24 hours, counted from what came before it (from National guidance (2.26, looked for and not found)).',
    );
  });

  it('as text names the usual layer once, and at each step only the others', () => {
    const lines = explainedLines(explained(...LAYERS).explained);
    expect(lines).toContain('All of this is from National guidance, where nothing else is said.');
    expect(lines.filter((line) => line.startsWith('   From '))).toEqual([
      '   From Larkfield Trust; under a floor of National guidance; in place of what was said from National guidance: who does it.',
      '   From Norbury Vale Council; in place of 24 hours from National guidance: by when.',
    ]);
    expect(explainedLines(explain(CHAIN)).join('\n')).not.toContain('All of this is');
  });

  it('names nothing by the name that only files use', () => {
    const text = explainedLines(explained(...LAYERS).explained).join('\n');
    for (const name of ['deputyDsl', 'awareness', 'writtenReferral', 'undefined', 'null', '[object']) {
      expect(text).not.toContain(name);
    }
  });
});
