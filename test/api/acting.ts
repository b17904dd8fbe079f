import { randomUUID } from 'node:crypto';
import { timelinePage } from '@trustward/contracts';
import type { CaseTask } from '@trustward/contracts';
import type { Setting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { versionOf, viewOf } from './story.ts';

export const taskOf = async (who: SignedIn, caseId: string, step: string): Promise<CaseTask> => {
  const found = (await viewOf(who, caseId)).tasks.find((task) => task.step === step);
  if (found === undefined) throw new Error(`${step} has not come up`);
  return found;
};

/** An act on the duty as it is now, unless told otherwise. */
export async function on(who: SignedIn, caseId: string, step: string, what: string, more: object = {}) {
  const version = await versionOf(who, caseId, step);
  return who.post(`/api/cases/${caseId}/duties/${step}/${what}`, { eventId: randomUUID(), version, ...more });
}

export const timeline = async (who: SignedIn, caseId: string) =>
  timelinePage.parse((await who.get(`/api/cases/${caseId}/timeline?limit=100`).expect(200)).body).items;

export const everybody = async ({ server, town }: Setting) => {
  const [dsl, deputy, head, lead] = await Promise.all(
    [town.dsl, town.deputy, town.head, town.lead].map((who) => signIn(server, who)),
  );
  if (!dsl || !deputy || !head || !lead) throw new Error('somebody could not sign in');
  return { dsl, deputy, head, lead };
};
