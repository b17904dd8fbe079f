import { randomUUID } from 'node:crypto';
import { agencyLink } from '@trustward/contracts';
import type { AgencyLink } from '@trustward/contracts';
import { asking } from './api-server.ts';
import type { Setting } from './setting.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase, doStep } from './story.ts';

/** A case whose written referral was sent, and that waits to hear that it arrived. */
export async function aWrittenReferral(
  { town }: Setting,
  by: SignedIn,
  more: { drill?: boolean } = {},
): Promise<string> {
  const caseId = await anOpenCase(town, town.teacher, more);
  for (const step of ['decide', 'verbal-referral', 'written-follow-up']) {
    const { status, text } = await doStep(by, caseId, step);
    if (status !== 200) throw new Error(text);
  }
  return caseId;
}

const linkPath = (caseId: string) => `/api/cases/${caseId}/duties/receipt/link`;
export const askForLink = (who: SignedIn, caseId: string, more: object = {}) =>
  who.post(linkPath(caseId), { eventId: randomUUID(), ...more });
export const madeLink = async (who: SignedIn, caseId: string, more: object = {}): Promise<AgencyLink> =>
  agencyLink.strict().parse((await askForLink(who, caseId, more).expect(200)).body);
export const withdrawLink = (who: SignedIn, caseId: string) =>
  who.post(`${linkPath(caseId)}/withdraw`, { eventId: randomUUID() });
export const tokenOf = ({ address }: AgencyLink): string => new URL(address).hash.slice(1);

export async function aLink(the: Setting, by: SignedIn): Promise<{ caseId: string; token: string }> {
  const caseId = await aWrittenReferral(the, by);
  return { caseId, token: tokenOf(await madeLink(by, caseId)) };
}

/** Somebody at an agency, in a browser of their own. */
export const aBrowser = ({ server }: Pick<Setting, 'server'>) => {
  const press = randomUUID();
  return {
    opens: (token: string) => asking(server).post('/api/acknowledgements/look-up').send({ token, press }),
    says: (token: string, more: object = {}) =>
      asking(server)
        .post('/api/acknowledgements')
        .send({ token, press, name: 'Sam Patel', theirReference: 'CSC/77', ...more }),
  };
};
