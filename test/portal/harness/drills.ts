import type { Page } from '@playwright/test';

/**
 * So many drills reported by whoever is signed in, as if they had known for ten days: by the interface, since the form
 * would take a minute for each.
 */
export function reportDrills(page: Page, many: number): Promise<void> {
  return page.evaluate(async (drills) => {
    const read = async (path: string) => (await (await fetch(path)).json()) as Record<string, unknown>;
    const { csrfToken } = (await read('/api/me')) as { csrfToken: string };
    const { schools } = (await read('/api/report-form')) as { schools: { id: string }[] };
    for (let n = 0; n < drills; n += 1) {
      const answer = await fetch('/api/concerns', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken },
        body: JSON.stringify({
          eventId: `00000000-0000-4000-8000-${Date.now().toString(16).slice(-8)}${String(n).padStart(4, '0')}`,
          schoolId: schools[0]?.id,
          childName: `Invented ${n}`,
          yearGroup: 'Year 4',
          account: 'A rehearsal.',
          awareAt: new Date(Date.now() - 10 * 86_400_000).toISOString(),
          facts: { source: 'saw', 'in-danger-now': 'no' },
          drill: true,
        }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    }
  }, many);
}
