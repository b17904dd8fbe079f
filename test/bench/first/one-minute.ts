import { parseLayer } from '@trustward/chain';

export const ONE_MINUTE_CHAIN = 'bench-one-minute';

/** A layer with a chain of one duty that is late after a minute; it ships nowhere. */
const read = parseLayer({
  language: 2,
  layer: 'trust',
  id: 'bench',
  version: 1,
  title: 'Made for the bench',
  chains: [
    {
      language: 2,
      id: ONE_MINUTE_CHAIN,
      version: 1,
      title: 'One minute',
      sentence: 'Made to be late.',
      about: 'child',
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
    },
  ],
});
if (!read.ok) throw new Error(`The bench's chain is malformed: ${JSON.stringify(read.mistakes)}`);

export const ONE_MINUTE = read.layer;
