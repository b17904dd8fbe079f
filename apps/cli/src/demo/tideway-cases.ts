import { ask, decide, ring, write } from './story.ts';
import type { DemoCase } from './story.ts';

const DAY = 24;

/** The cases of the second trust, which the first must never see. */
export const TIDEWAY_CASES: readonly DemoCase[] = [
  {
    key: 'tideway-running',
    countsFromNow: true,
    school: 'quayside',
    reporter: 'teacher@quayside.demo',
    child: 'Maisie Trent',
    yearGroup: 'Year 4',
    source: 'saw',
    account:
      'At the homework club Maisie flinched when I raised my hand to point at the board, and later asked whether she could stay at school.',
    awareHoursAgo: 1.2,
    reportedHoursAgo: 1,
    acts: [],
  },
  {
    key: 'tideway-late',
    school: 'harbour',
    reporter: 'teacher@harbour.demo',
    child: 'Dylan Frost',
    yearGroup: 'Year 10',
    source: 'told-by-other',
    account:
      'Another pupil showed me messages in which Dylan is told to carry a package on Friday or “your sister gets it”.',
    awareHoursAgo: 53,
    reportedHoursAgo: 52.9,
    acts: [
      decide(
        52,
        'dsl@harbour.demo',
        'refer',
        'Threats and a delivery: exploitation until shown otherwise. Police told at the same time.',
      ),
      ring(51.5, 'deputy@harbour.demo', 'Owen Pryce', '6062'),
    ],
  },
  {
    key: 'tideway-met',
    school: 'quayside',
    reporter: 'teacher@quayside.demo',
    child: 'Oscar Bellamy',
    yearGroup: 'Reception',
    source: 'saw',
    account:
      'Oscar has had the same bruise-coloured mark on both ears since Monday. He would not let me look.',
    awareHoursAgo: 2 * DAY,
    reportedHoursAgo: 1.99 * DAY,
    acts: [
      decide(1.95 * DAY, 'dsl@quayside.demo', 'refer', 'Marks on both ears are not from play.'),
      ring(1.93 * DAY, 'dsl@quayside.demo', 'Marta Jansen', '6114'),
      write(1.5 * DAY, 'dsl@quayside.demo', 'NV-2026-40761'),
    ],
  },
  {
    key: 'tideway-on-hold',
    countsFromNow: true,
    school: 'quayside',
    reporter: 'teacher@quayside.demo',
    child: 'Jude Pascoe',
    yearGroup: 'Year 6',
    source: 'told-by-child',
    account: 'Jude told me that a lodger at home comes into his room at night. He begged me to tell nobody.',
    awareHoursAgo: 4,
    reportedHoursAgo: 3.9,
    acts: [
      decide(3.6, 'dsl@quayside.demo', 'refer', 'What he says of the lodger cannot wait.'),
      ring(3.4, 'dsl@quayside.demo', 'Marta Jansen', '6171'),
      ask(
        3,
        'dsl@quayside.demo',
        { type: 'eventRecorded', event: 'police-ask' },
        'DC Lowrie rang: nobody at home is to know before they have been there.',
      ),
      ask(
        0.5,
        'dsl@quayside.demo',
        { type: 'releaseAsked', hold: 'family-not-told' },
        'The lodger was arrested at noon, and his mother asks what is going on.',
      ),
    ],
  },
  {
    key: 'tideway-paused',
    school: 'quayside',
    reporter: 'teacher@quayside.demo',
    child: 'Amira Haddad',
    yearGroup: 'Year 3',
    source: 'saw',
    account: 'Amira has come without a coat and without lunch for nine days, and fell asleep in assembly.',
    awareHoursAgo: 1.6 * DAY,
    reportedHoursAgo: 1.58 * DAY,
    acts: [
      decide(1.56 * DAY, 'dsl@quayside.demo', 'refer', 'Neglect that has gone on for two weeks.'),
      ring(1.55 * DAY, 'dsl@quayside.demo', 'Owen Pryce', '6122'),
      write(1.5 * DAY, 'dsl@quayside.demo', 'NV-2026-40788'),
      ask(
        1.49 * DAY,
        'dsl@quayside.demo',
        { type: 'pauseAsked', step: 'tell-family', reason: 'interpreter' },
        'Her mother speaks Arabic; the interpreter comes on Thursday.',
      ),
      ask(1.48 * DAY, 'head@quayside.demo', { type: 'agreed', step: 'tell-family', to: 'pause' }),
    ],
  },
  {
    key: 'tideway-emergency',
    countsFromNow: true,
    school: 'quayside',
    reporter: 'teacher@quayside.demo',
    child: 'Finn Carrow',
    yearGroup: 'Year 5',
    source: 'told-by-other',
    account:
      'Finn’s friend says that Finn’s uncle waits for him behind the sailing club and takes him along.',
    awareHoursAgo: 5,
    reportedHoursAgo: 4.9,
    acts: [
      decide(4.6, 'dsl@quayside.demo', 'refer', 'An adult whom he is not to meet takes him along.'),
      ring(4.4, 'dsl@quayside.demo', 'Marta Jansen', '6180'),
      {
        hoursAgo: 4,
        by: 'dsl@quayside.demo',
        step: 'share-summary',
        emergency: 'danger',
        words: { sent: 'Rang the sailing club: Finn leaves with his mother and with nobody else.' },
      },
      ask(
        0.4,
        'dsl@quayside.demo',
        { type: 'eventRecorded', event: 'new-harm' },
        'Finn says that his uncle was at the gate at lunch.',
      ),
    ],
  },
];
