import { OTHER_ENDINGS } from './other-endings.ts';
import { agree, answered, decide, ring, write } from './story.ts';
import type { DemoCase } from './story.ts';
import { TIDEWAY_CASES } from './tideway-cases.ts';

const DAY = 24;

const LARKFIELD_CASES: readonly DemoCase[] = [
  {
    key: 'running',
    countsFromNow: true,
    school: 'oakfield',
    reporter: 'teacher@oakfield.demo',
    child: 'Jamie Corrigan',
    yearGroup: 'Year 3',
    source: 'told-by-child',
    account:
      'Jamie said to me at the club “I had to make the tea again because Mum was still asleep.” Jamie has been in charge of a two-year-old before school all week.',
    awareHoursAgo: 0.7,
    reportedHoursAgo: 0.5,
    acts: [],
  },
  {
    key: 'due-soon-decision',
    countsFromNow: true,
    school: 'brookgreen',
    reporter: 'teacher@brookgreen.demo',
    child: 'Aaliyah Bannister',
    yearGroup: 'Year 9',
    source: 'told-by-other',
    account:
      'A friend told me that Aaliyah has not been home since Saturday and is staying with a man she met online.',
    awareHoursAgo: 3.3,
    reportedHoursAgo: 3.1,
    acts: [],
  },
  {
    key: 'due-soon-written',
    countsFromNow: true,
    school: 'oakfield',
    reporter: 'assistant@oakfield.demo',
    child: 'Mason Tully',
    yearGroup: 'Year 5',
    source: 'saw',
    account:
      'When Mason changed for the swimming club I saw three round marks on the inside of his left arm. He pulled his sleeve down and said he fell.',
    awareHoursAgo: 25,
    reportedHoursAgo: 24.8,
    acts: [
      decide(
        23.4,
        'dsl@oakfield.demo',
        'refer',
        'Marks that do not fit the account given. Two earlier concerns this term.',
      ),
      ring(22.6, 'dsl@oakfield.demo', 'Denise Farrow', '40285', 22.8),
    ],
  },
  {
    key: 'late-decision',
    school: 'staidans',
    reporter: 'teacher@staidans.demo',
    child: 'Connor Healy',
    yearGroup: 'Year 1',
    source: 'heard',
    account:
      'I heard Connor tell another child that “Dad locks the door so we can’t get out”. He did not want to say more to me.',
    awareHoursAgo: 7,
    reportedHoursAgo: 6.5,
    acts: [],
  },
  {
    key: 'late-written',
    school: 'marlowe',
    reporter: 'teacher@marlowe.demo',
    child: 'Isla Bright',
    yearGroup: 'Reception',
    source: 'saw',
    account:
      'Isla was collected by someone she did not know and cried when he took her hand. He could not say her mother’s name.',
    awareHoursAgo: 56,
    reportedHoursAgo: 55.8,
    acts: [
      decide(
        55,
        'dsl@marlowe.demo',
        'refer',
        'The collector was on no list and mother could not be reached all afternoon.',
      ),
      ring(54.3, 'dsl@marlowe.demo', 'Samir Haddad', '6049'),
    ],
  },
  {
    key: 'met',
    school: 'hollins',
    reporter: 'teacher@hollins.demo',
    child: 'Theo Lindqvist',
    yearGroup: 'Year 8',
    source: 'told-by-child',
    account:
      'Theo told me that his stepfather “goes mad when he drinks” and that he slept in the shed on Sunday.',
    awareHoursAgo: 30,
    reportedHoursAgo: 29.8,
    acts: [
      decide(
        29,
        'dsl@hollins.demo',
        'refer',
        'A child who is not safe at night. Consent was not sought as it could raise the risk.',
      ),
      ring(28.5, 'dsl@hollins.demo', 'Marta Jansen', '6127'),
      write(20, 'dsl@hollins.demo', 'NV-2026-40817'),
    ],
  },
  {
    key: 'met-late',
    school: 'fenwick',
    reporter: 'teacher@fenwick.demo',
    child: 'Ruby Fenner',
    yearGroup: 'Year 6',
    source: 'told-by-other',
    account: 'Ruby’s grandmother rang to say that Ruby is being left alone overnight while her mother works.',
    awareHoursAgo: 3.4 * DAY,
    reportedHoursAgo: 3.35 * DAY,
    acts: [
      decide(
        3.3 * DAY,
        'dsl@fenwick.demo',
        'refer',
        'An eleven-year-old alone at night on at least four nights.',
      ),
      ring(3.27 * DAY, 'dsl@fenwick.demo', 'Owen Pryce', '6036'),
      write(1.1 * DAY, 'head@fenwick.demo', 'NV-2026-40655'),
    ],
  },
  {
    key: 'recorded-late',
    school: 'brookgreen',
    reporter: 'teacher@brookgreen.demo',
    child: 'Leo Abernathy',
    yearGroup: 'Year 7',
    source: 'saw',
    account: 'Leo has come in hungry every day for two weeks and today fainted in the corridor.',
    awareHoursAgo: 2.6 * DAY,
    reportedHoursAgo: 2.58 * DAY,
    acts: [
      decide(2.55 * DAY, 'dsl@brookgreen.demo', 'refer', 'Long-standing neglect, and today a collapse.'),
      ring(2.53 * DAY, 'dsl@brookgreen.demo', 'Denise Farrow', '40137'),
      write(1.2 * DAY, 'deputy@brookgreen.demo', 'WM-118204', 1.7 * DAY),
    ],
  },
  {
    key: 'watching',
    school: 'oakfield',
    reporter: 'teacher@oakfield.demo',
    child: 'Freya Nolan',
    yearGroup: 'Year 2',
    source: 'saw',
    account: 'Freya has been very quiet since half-term and no longer wants to go home with the others.',
    awareHoursAgo: 4 * DAY,
    reportedHoursAgo: 3.98 * DAY,
    acts: [
      decide(
        3.9 * DAY,
        'dsl@oakfield.demo',
        'monitor',
        'A new baby at home; mother spoke openly. We look again in ten working days.',
      ),
    ],
  },
  {
    key: 'ended',
    school: 'oakfield',
    reporter: 'assistant@oakfield.demo',
    child: 'Noah Whitcombe',
    yearGroup: 'Year 6',
    source: 'told-by-child',
    account: 'Noah said that his brother hits him with a belt when their parents are at work.',
    awareHoursAgo: 16 * DAY,
    reportedHoursAgo: 15.99 * DAY,
    acts: [
      decide(
        15.95 * DAY,
        'dsl@oakfield.demo',
        'refer',
        'A clear account of being hit with an object, repeated to two adults.',
      ),
      ring(15.93 * DAY, 'dsl@oakfield.demo', 'Samuel Okafor', '39714'),
      write(15.6 * DAY, 'dsl@oakfield.demo', 'WM-117690'),
      answered(
        14.9 * DAY,
        'dsl@oakfield.demo',
        'Accepted. A child and family assessment has begun; a social worker visits on Thursday.',
        'Samuel Okafor',
      ),
      agree(
        13.8 * DAY,
        'head@oakfield.demo',
        'Social care has taken the case and the school’s part is in the family’s plan.',
      ),
    ],
  },
  {
    key: 'drill',
    countsFromNow: true,
    school: 'oakfield',
    reporter: 'dsl@oakfield.demo',
    child: 'Alex Practice',
    yearGroup: 'Year 4',
    source: 'told-by-child',
    account:
      'A rehearsal: Alex, who does not exist, says that home is not safe tonight. Move the clock on and see who is told.',
    awareHoursAgo: 2.2,
    reportedHoursAgo: 2,
    drill: true,
    acts: [
      decide(1.5, 'dsl@oakfield.demo', 'refer', 'For the rehearsal.'),
      ring(1, 'dsl@oakfield.demo', 'Nobody, this is a drill', '40359'),
    ],
  },
];

/** Cases in every state that a duty may have, in both trusts. Children, people and places are invented. */
export const DEMO_CASES: readonly DemoCase[] = [...LARKFIELD_CASES, ...OTHER_ENDINGS, ...TIDEWAY_CASES];
