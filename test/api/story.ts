import { randomUUID } from 'node:crypto';
import { WORKER_ACTOR, deliver, drive } from '@trustward/casework';
import type { CaseView } from '@trustward/contracts';
import { caseView } from '@trustward/contracts';
import { aCase } from '@trustward/testing';
import type { Somebody } from '@trustward/testing';
import type { Response, Test } from 'supertest';
import type { SignedIn } from './signed-in.ts';
import type { Town } from './town.ts';

export const HOUR = 60;

/** What each step of the concern chain asks, filled in. */
export const EVIDENCE = {
  decide: {
    outcome: 'refer',
    evidence: { reason: 'No food at home for three days.', others: 'Her brother eats here too.' },
  },
  'verbal-referral': {
    evidence: {
      team: 'Westmere hub',
      toldName: 'J. Osei',
      toldAt: '',
      said: 'No food at home; they look at it today',
      number: '01632 960 100',
    },
  },
  'written-follow-up': { evidence: { sentBy: 'securePortal', tracking: 'SP-88213', complete: true } },
} as const;

/** Opens a case and returns its id. */
export async function anOpenCase(
  town: Town,
  by: Somebody,
  more: Parameters<typeof aCase>[3] = {},
): Promise<string> {
  const { caseId } = await aCase(town.trust, by, town.school, more);
  return caseId;
}

/** What the worker does when a case is woken: plays the time that has passed and delivers what came of it. */
export async function wakeUp(town: Town, caseId: string): Promise<void> {
  const { database, id: tenantId } = town.trust;
  const as = { tenantId, actor: WORKER_ACTOR };
  const { deliveries } = await database.worker.run(as, (tx) => drive(tx, caseId, { kind: 'time' }));
  for (const id of deliveries) await database.worker.run(as, (tx) => deliver(tx, id));
}

export async function viewOf(who: SignedIn, caseId: string): Promise<CaseView> {
  return caseView.strict().parse((await who.get(`/api/cases/${caseId}`).expect(200)).body);
}

export async function versionOf(who: SignedIn, caseId: string, step: string): Promise<number> {
  const task = (await viewOf(who, caseId)).tasks.find((each) => each.step === step);
  if (task === undefined) throw new Error(`${step} has not come up`);
  return task.version;
}

/** Does a step with valid evidence unless told otherwise. */
export async function doStep(
  who: SignedIn,
  caseId: string,
  step: string,
  more: object = {},
): Promise<Response> {
  const version = await versionOf(who, caseId, step);
  return sendDone(who, caseId, step, { version, ...more });
}

export function sendDone(who: SignedIn, caseId: string, step: string, more: object): Test {
  const usual = step in EVIDENCE ? EVIDENCE[step as keyof typeof EVIDENCE] : { evidence: {} };
  const evidence = {
    ...usual.evidence,
    ...('toldAt' in usual.evidence ? { toldAt: new Date().toISOString() } : {}),
  };
  return who.post(`/api/cases/${caseId}/duties/${step}/done`, {
    eventId: randomUUID(),
    ...usual,
    evidence,
    ...more,
  });
}

/** Moves a drill's clock on and lets the worker play what lies between. */
export async function forward(town: Town, who: SignedIn, caseId: string, minutes: number): Promise<void> {
  await who
    .post(`/api/cases/${caseId}/clock`, { eventId: randomUUID(), forwardMinutes: minutes })
    .expect(200);
  await wakeUp(town, caseId);
}
