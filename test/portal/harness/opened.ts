import type { APIResponse } from '@playwright/test';
import type { ConcernReport, Me, Receipt, ReportForm } from '@trustward/contracts';
import type { Concern } from './reporting.ts';
import { type Visitor, baseUrl } from './visitor.ts';

/**
 * A concern reported by whoever is signed in, for tests that begin where a report has ended: by the interface, since the
 * form, which has tests of its own, takes seconds.
 */
export async function reported(visitor: Visitor, concern: Concern, knownForMs = 0): Promise<Receipt> {
  const { request } = visitor.context;
  const { csrfToken } = await read<Me>(await request.get(`${baseUrl()}/api/me`));
  const [school] = (await read<ReportForm>(await request.get(`${baseUrl()}/api/report-form`))).schools;
  const data: ConcernReport = {
    eventId: crypto.randomUUID(),
    schoolId: school?.id ?? '',
    childName: concern.child,
    yearGroup: school?.phase === 'secondary' ? 'Year 8' : 'Year 4',
    account: concern.account,
    awareAt: new Date(Date.now() - knownForMs).toISOString(),
    facts: { source: 'told-by-child', 'in-danger-now': 'no' },
    drill: concern.drill ?? false,
  };
  const headers = { 'x-csrf-token': csrfToken };
  return read(await request.post(`${baseUrl()}/api/concerns`, { headers, data }));
}

/** The page of a case that was reported just now, and its address. */
export async function openCase(visitor: Visitor, concern: Concern): Promise<string> {
  const { caseId } = await reported(visitor, concern);
  await visitor.open(`/cases/${caseId}`);
  await visitor.page.locator('tw-next-box').waitFor();
  return visitor.page.url();
}

async function read<T>(answer: APIResponse): Promise<T> {
  if (!answer.ok()) throw new Error(await answer.text());
  return (await answer.json()) as T;
}
