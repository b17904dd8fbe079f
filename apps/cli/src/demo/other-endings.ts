import { agree, ask, decide, ring, ringPolice } from './story.ts';
import type { DemoCase } from './story.ts';

const DAY = 24;

/** Cases that go another way than to social care: to the police as well, waived, closed at once, or begun by mistake. */
export const OTHER_ENDINGS: readonly DemoCase[] = [
  {
    key: 'police',
    countsFromNow: true,
    school: 'hollins',
    reporter: 'teacher@hollins.demo',
    child: 'Sorcha Byrne',
    yearGroup: 'Year 10',
    source: 'told-by-child',
    account:
      'Sorcha showed me messages from a man she has never met who asks for pictures and knows her street.',
    awareHoursAgo: 3,
    reportedHoursAgo: 2.8,
    acts: [
      decide(
        2.2,
        'dsl@hollins.demo',
        'refer-and-police',
        'An adult who knows where she lives asks for images.',
      ),
      ringPolice(2, 'dsl@hollins.demo', 'DC Lowrie', 'Log 0412'),
      ring(1.8, 'deputy@hollins.demo', 'Marta Jansen', '6140'),
    ],
  },
  {
    key: 'waived',
    school: 'fenwick',
    reporter: 'teacher@fenwick.demo',
    child: 'Harvey Slade',
    yearGroup: 'Year 4',
    source: 'told-by-other',
    account: 'Harvey’s aunt said at the gate that he was in hospital overnight after a fall that nobody saw.',
    awareHoursAgo: 1.6 * DAY,
    reportedHoursAgo: 1.58 * DAY,
    acts: [
      decide(1.57 * DAY, 'dsl@fenwick.demo', 'refer', 'An injury without an account of how it came about.'),
      ring(1.56 * DAY, 'dsl@fenwick.demo', 'Owen Pryce', '6088'),
      ask(1.55 * DAY, 'dsl@fenwick.demo', {
        type: 'waiverAsked',
        step: 'written-follow-up',
        reason: 'done-elsewhere',
      }),
      ask(1.54 * DAY, 'head@fenwick.demo', { type: 'agreed', step: 'written-follow-up', to: 'waiver' }),
    ],
  },
  {
    key: 'nothing-more',
    school: 'marlowe',
    reporter: 'teacher@marlowe.demo',
    child: 'Edie Lambert',
    yearGroup: 'Year 2',
    source: 'saw',
    account:
      'Edie had a graze on her chin and would not say how. Her father had told the office this morning.',
    awareHoursAgo: 3 * DAY,
    reportedHoursAgo: 2.99 * DAY,
    acts: [
      decide(
        2.95 * DAY,
        'dsl@marlowe.demo',
        'nothing-more',
        'A fall from a scooter, told by father before school.',
      ),
      agree(2.9 * DAY, 'head@marlowe.demo', 'What was seen fits what was told beforehand.'),
    ],
  },
  {
    key: 'mistake',
    school: 'staidans',
    reporter: 'teacher@staidans.demo',
    child: 'Niamh Tierney',
    yearGroup: 'Year 3',
    source: 'heard',
    account:
      'I heard Niamh say that nobody would be there tonight. (It was the story that her group had written.)',
    awareHoursAgo: 2.2 * DAY,
    reportedHoursAgo: 2.19 * DAY,
    acts: [
      ask(2.17 * DAY, 'dsl@staidans.demo', { type: 'mistakeAsked' }),
      ask(2.16 * DAY, 'head@staidans.demo', { type: 'mistakeAgreed' }),
    ],
  },
];
