import { parseChain } from '@trustward/chain';

/** A chain of one duty that is late after a minute; it ships nowhere. */
const read = parseChain({
  language: 1,
  id: 'bench-one-minute',
  version: 1,
  title: 'One minute',
  sentence: 'Made to be late.',
  about: 'child',
  facts: {},
  steps: [
    {
      id: 'answer',
      title: 'Answer within a minute',
      sentence: 'Nobody will.',
      owner: ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead'],
      clock: { within: { minutes: 1 }, from: 'awareness' },
      late: [{ tell: ['headteacher', 'trustSafeguardingLead'] }],
    },
  ],
});
if (!read.ok) throw new Error(`The bench's chain is malformed: ${JSON.stringify(read.mistakes)}`);

export const ONE_MINUTE = read.chain;
