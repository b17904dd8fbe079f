import { parseLayer } from '@trustward/chain';
import type { Layer } from '@trustward/chain';

const leaders = ['dsl', 'headteacher', 'trustSafeguardingLead'];
const step = (id: string, more: object) => ({
  id,
  title: `Do ${id}`,
  sentence: 'Made for a test.',
  owner: leaders,
  ...more,
});
const chain = (id: string, steps: readonly object[], about = 'child') => ({
  language: 2,
  id,
  version: 1,
  title: `The ${id}`,
  sentence: 'Made for a test.',
  about,
  steps,
});
const twoWays = (yes: string) => ({ outcomes: { [yes]: { label: 'Yes' }, no: { label: 'No' } } });

/** Procedures that open one another: when a step is done, when one is late, about whom it may be and about whom not. */
export function aLinkedLayer(): Layer {
  const read = parseLayer({
    language: 2,
    layer: 'trust',
    id: 'linked',
    version: 1,
    title: 'Made for tests',
    chains: [
      chain('visit', [
        step('pack', {
          clock: { within: { hours: 1 }, from: 'awareness' },
          ...twoWays('errand'),
          opens: { chain: 'errand', onlyFor: ['errand'] },
        }),
        step('hurry', { after: { late: 'pack' }, opens: { chain: 'errand', at: 'opening', awaited: false } }),
        step('accuse', {
          optional: true,
          ...twoWays('adult'),
          opens: { chain: 'accusation', onlyFor: ['adult'], awaited: false },
        }),
        step('note', {
          optional: true,
          ...twoWays('notes'),
          opens: { chain: 'notes', onlyFor: ['notes'], awaited: false },
        }),
        step('elsewhere', { optional: true, opens: { chain: 'nowhere', awaited: false } }),
        step('unpack', { after: { childEnded: 'pack' }, closes: true }),
      ]),
      {
        ...chain('errand', [
          step('run', { closes: true }),
          step('further', { optional: true, opens: { chain: 'errand', awaited: false } }),
        ]),
        facts: { alone: { kind: 'yesNo', unsure: true, question: 'Alone?', danger: ['yes', 'unsure'] } },
      },
      chain('accusation', [step('ask', {})], 'adult'),
      chain('notes', [step('tell', { opens: { chain: 'errand', awaited: false } })], 'information'),
    ],
  });
  if (!read.ok) throw new Error(`The layer for tests is malformed: ${JSON.stringify(read.mistakes)}`);
  return read.layer;
}
