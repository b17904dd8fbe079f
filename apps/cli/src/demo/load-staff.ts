import { addPerson, addPost } from '@trustward/casework';
import type { Post } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { demoId } from './ids.ts';
import type { DemoTrust } from './trusts.ts';

const DAY = 86_400_000;
const SINCE = new Date('2023-09-01');
const LEFT = new Date('2025-08-31T16:00:00Z');
const STARTS_IN_DAYS = 45;

interface Colleague {
  readonly name: string;
  readonly mailbox: string;
  readonly role: Post;
  readonly state: 'active' | 'starting' | 'left' | 'offDuty';
}

/** Whoever signs in nowhere: one of each state in which people are, and one to be taken off duty. */
const COLLEAGUES: readonly Colleague[] = [
  { name: 'Hamish Doyle', mailbox: 'hamish', role: 'deputyDsl', state: 'left' },
  { name: 'Wanda Flint', mailbox: 'wanda', role: 'staff', state: 'starting' },
  { name: 'Callum Winter', mailbox: 'callum', role: 'staff', state: 'offDuty' },
  { name: 'Ines Okafor', mailbox: 'ines', role: 'staff', state: 'active' },
];

const ENDED = 'update app.post set until = $3 where tenant_id = $1 and id = $2 and until is null';
const OFF_DUTY = `update app.person set suspended_at = clock_timestamp()
  where tenant_id = $1 and id = $2 and suspended_at is null`;

/** Of a trust's first school. */
export async function loadColleagues(tx: Tx, { schools }: DemoTrust, schoolIdOf: (domain: string) => string) {
  const [school] = schools;
  if (school === undefined) return;
  for (const { name, mailbox, role, state } of COLLEAGUES) {
    const email = `${mailbox}@${school.domain}.demo`;
    const personId = demoId(`person ${email}`);
    const postId = demoId(`post ${email}`);
    const since = state === 'starting' ? new Date(Date.now() + STARTS_IN_DAYS * DAY) : SINCE;
    await addPerson(tx, personId, { name, email, phone: null });
    await addPost(tx, { id: postId, personId, role, schoolId: schoolIdOf(school.domain), since });
    if (state === 'left') await tx.query(ENDED, [tx.tenantId, postId, LEFT]);
    if (state === 'offDuty') await tx.query(OFF_DUTY, [tx.tenantId, personId]);
  }
}
