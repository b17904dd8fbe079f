import { decide, ring, write } from './story.ts';
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
];
