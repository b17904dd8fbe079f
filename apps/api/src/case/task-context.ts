import type { CaseEvent } from '@trustward/chain';
import type { WordedAct, Words } from '@trustward/casework';
import type { Caller } from '../platform/request-scope.ts';
import type { LiveLink, MailTo } from './agency-link.ts';
import type { Names } from './case-people.ts';
import type { ToldLate } from './if-late.ts';
import type { Tried } from './trial.ts';

/** What a task is told from. */
export interface TaskContext extends Tried {
  readonly caller: Caller;
  readonly names: Names;
  /** What people wrote with their acts, in order. */
  readonly written: readonly WordedAct[];
  readonly toldLate: ToldLate;
  /** The links of agencies that may be used now, and where such can be mailed to. */
  readonly links: readonly LiveLink[];
  readonly mailTo: MailTo;
}

/** What was last written with one kind of act on a duty. */
export const writtenFor = ({ written }: TaskContext, type: CaseEvent['type'], key: string): Words =>
  written.findLast((act) => act.type === type && act.step === key)?.words ?? {};
