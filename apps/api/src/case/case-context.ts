import { wordedActs, worldOfCase } from '@trustward/casework';
import type { World } from '@trustward/chain';
import { caseNumbers } from '@trustward/contracts';
import type { CaseView } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import type { Caller } from '../platform/request-scope.ts';
import { nowOf } from '../shared/case-row.ts';
import { dangerNumbersOf } from '../shared/danger-numbers.ts';
import type { AuthorityNumbers } from '../shared/danger-numbers.ts';
import { liveLinks, mailTo } from './agency-link.ts';
import { namesOf, peopleNamed } from './case-people.ts';
import type { CaseRecord } from './case-record.ts';
import { toldLate } from './if-late.ts';
import type { TaskContext } from './task-context.ts';

/** Everything that the pages of one case are told from; `more` is whom else they name. */
export async function contextOf(
  tx: Tx,
  caller: Caller,
  record: CaseRecord,
  more: readonly string[] = [],
): Promise<TaskContext> {
  const { caseId } = record;
  const world = await worldOfCase(tx, caseId);
  const told = await toldLate(tx, caseId);
  const links = await liveLinks(tx, caseId);
  const makers = links.map(({ madeBy }) => madeBy);
  const named = [...peopleNamed(record, world.people), ...[...told.values()].flat(), ...makers, ...more];
  const names = await namesOf(tx, named);
  const written = await wordedActs(tx, record);
  return { record, world, caller, names, written, toldLate: told, links, mailTo: await mailTo(tx, caseId) };
}

/** Whom to ring about it, and whether they are there now. */
export function numbersOfCase(tx: Tx, record: CaseRecord, { calendar }: World): CaseView['numbers'] {
  const numbersOf = (of: AuthorityNumbers) => dangerNumbersOf(tx, of, calendar, nowOf(record));
  return caseNumbers(numbersOf(record.home), numbersOf(record.workplace));
}
