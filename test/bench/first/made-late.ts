import { parseLayer } from '@trustward/chain';

export const LATE_AFTER_A_MINUTE = 'bench-one-minute';
export const LATE_AFTER_AN_HOUR = 'bench-one-hour';

/** A chain of one duty that nobody does. */
const chain = (id: string, minutes: number) => ({
  ...{ language: 2, id, version: 1, title: 'Late', sentence: 'Made to be late.', about: 'child' },
  steps: [
    {
      id: 'answer',
      title: 'Answer in time',
      sentence: 'Nobody will.',
      owner: ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead'],
      clock: { within: { minutes }, from: 'awareness' },
      late: [{ tell: ['headteacher', 'trustSafeguardingLead'], every: { workingDays: 1 } }],
    },
  ],
});

/** A layer that ships nowhere. */
const read = parseLayer({
  ...{ language: 2, layer: 'trust', id: 'bench', version: 1, title: 'Made for the bench' },
  chains: [chain(LATE_AFTER_A_MINUTE, 1), chain(LATE_AFTER_AN_HOUR, 60)],
});
if (!read.ok) throw new Error(`The bench's chains are malformed: ${JSON.stringify(read.mistakes)}`);

export const MADE_LATE = read.layer;
