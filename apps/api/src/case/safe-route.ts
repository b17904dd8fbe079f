import { pinnedCalendar, unlessUnreadable, wordedActs } from '@trustward/casework';
import { caseNumbers } from '@trustward/contracts';
import type { UnreadableCase } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import type { CasePart } from '@trustward/permissions';
import { childShown, headerOrUnread, nowOf } from '../shared/case-row.ts';
import { dangerNumbersOf } from '../shared/danger-numbers.ts';
import type { AuthorityNumbers } from '../shared/danger-numbers.ts';
import { iso } from '../shared/instants.ts';
import { accountOf } from './account-of.ts';
import { namesOf, reporterIn } from './case-people.ts';
import type { KeptRecord } from './case-record.ts';

const WRONG =
  'Trustward cannot read the record of this case: it was changed or damaged. Its reminders and time limits do not run, and nothing can be recorded here until it is mended.';

const DO_NOW = [
  'If a child is in danger now, call 999.',
  'Ring the numbers on this page: children’s social care about a child, the Designated Officer about an adult who works with children. Ask what they have recorded, and do not wait for Trustward.',
  'Do by hand what has still to be done, and write down what you did, when, and whom you spoke to.',
  'Speak to your trust’s safeguarding lead, and have whoever looks after Trustward called. Give them the reference.',
];

/** A case that cannot be read, as its page still shows it: nothing in it comes from its state or its chain. */
export async function safeRoute(
  tx: Tx,
  kept: KeptRecord,
  parts: readonly CasePart[],
): Promise<UnreadableCase> {
  const { caseId: id, reference, school, authorityName: authority, drill } = kept;
  const calendar = await unlessUnreadable(pinnedCalendar(tx, kept.calendarHash));
  const names = await namesOf(tx, [kept.reporterId]);
  const now = nowOf(kept);
  const numbersOf = (of: AuthorityNumbers) => dangerNumbersOf(tx, of, calendar, now);
  return {
    id,
    reference,
    unreadable: true,
    child: childShown(headerOrUnread(tx, kept)),
    account: accountOf(await wordedActs(tx, kept)),
    school,
    authority,
    drill,
    openedAt: iso(kept.openedAt),
    reportedBy: reporterIn(names, kept.reporterId, parts),
    now: iso(now),
    wrong: WRONG,
    doNow: DO_NOW,
    numbers: caseNumbers(numbersOf(kept.home), numbersOf(kept.workplace)),
  };
}
