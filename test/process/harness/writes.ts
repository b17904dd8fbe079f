import { randomUUID } from 'node:crypto';
import type { Browser } from './browser.ts';
import type { ProcessWorld } from './process-world.ts';
import { duty } from './rows.ts';

/** A write as a portal sends it: sent again, it carries the same event id. */
export interface Write {
  readonly path: string;
  readonly body: { readonly eventId: string };
  /** The case it acts on; null of a report, which makes one. */
  readonly caseId: string | null;
}

const EVIDENCE = {
  decide: () => ({
    outcome: 'refer',
    evidence: { reason: 'No food at home for three days.', others: 'Her brother eats here too.' },
  }),
  'verbal-referral': () => ({
    evidence: {
      team: 'Westmere hub',
      toldName: 'J. Osei',
      toldAt: new Date().toISOString(),
      said: 'No food at home; they look at it today',
      number: '01632 960 100',
    },
  }),
};

export const report = ({ school }: ProcessWorld, drill = false): Write => ({
  path: 'concerns',
  caseId: null,
  body: {
    ...{ eventId: randomUUID(), schoolId: school.id, childName: 'Robin Testcase', yearGroup: 'Year 4' },
    ...{ account: 'Came without a coat again.', awareAt: new Date(Date.now() - 60_000).toISOString() },
    ...{ facts: { source: 'saw', 'in-danger-now': 'no' }, drill },
  },
});

export async function doing(
  world: ProcessWorld,
  caseId: string,
  step: keyof typeof EVIDENCE,
): Promise<Write> {
  const { version } = await duty(world, caseId, step);
  const body = { eventId: randomUUID(), version, ...EVIDENCE[step]() };
  return { path: `cases/${caseId}/duties/${step}/done`, caseId, body };
}

/** A drill, by HTTP from its first word, whose written follow-up nobody sent until well beyond its deadline. */
export async function anOverdueDrill(world: ProcessWorld, browser: Browser): Promise<string> {
  const { caseId } = (await taken(browser, report(world, true))) as { caseId: string };
  await taken(browser, await doing(world, caseId, 'decide'));
  await taken(browser, await doing(world, caseId, 'verbal-referral'));
  const body = { eventId: randomUUID(), forwardMinutes: 54 * 60 };
  await taken(browser, { path: `cases/${caseId}/clock`, caseId, body });
  return caseId;
}

export async function taken(browser: Browser, { path, body }: Write): Promise<object> {
  const answer = await browser.post(path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
