import type { Browser } from '@playwright/test';
import { noticePage } from '@trustward/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reported } from './harness/opened.ts';
import type { Concern } from './harness/reporting.ts';
import { Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

const PAUSED_AFTER_MS = 5000;
const TRIED_AGAIN_WITHIN_MS = 61_000;

describe('what happens elsewhere', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('appears on an open page without a reload', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@brookgreen.demo');
    await dsl.open('/duties');
    const reference = await reportElsewhere({ child: 'Gil Hale', account: 'He said he was hungry.' });
    await dsl.page.getByText(reference).first().waitFor();
    await dsl.leave();
  });

  it('is told though it happened after the page was loaded and before its stream stood', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@brookgreen.demo');
    let stands = false;
    const asked: string[] = [];
    dsl.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await dsl.page.route('**/api/live', async (route) => {
      await expect.poll(() => stands, { timeout: 60_000 }).toBe(true);
      await route.continue();
    });
    await dsl.open('/duties');
    await dsl.page.locator('tw-duty-card').first().waitFor();
    const reference = await reportElsewhere({ child: 'Kit Lane', account: 'He said he was hungry.' });
    await expect(dsl.page.getByText(reference).count()).resolves.toBe(0);
    // Nothing has come or gone: the page is read as it opens, and not once more until its stream stands.
    expect(asked.filter((path) => path === '/api/duties/drills')).toHaveLength(1);
    stands = true;
    await dsl.page.getByText(reference).first().waitFor();
    await dsl.leave();
  });

  it('is told though the page’s first answer, read before it, was still on its way', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@quayside.demo');
    let heard = false;
    const read = dsl.page.waitForRequest('**/api/cases?*drill=no*');
    await dsl.page.route(
      '**/api/cases?*drill=no*',
      async (route) => {
        const answer = await route.fetch();
        await expect.poll(() => heard).toBe(true);
        await route.fulfill({ response: answer });
      },
      { times: 1 },
    );
    const { unseen } = noticePage.parse(
      await (await dsl.context.request.get(`${baseUrl()}/api/notices?limit=1`)).json(),
    );
    await dsl.page.goto(`${baseUrl()}/cases`);
    await read;
    const una = { child: 'Una Marsh', account: 'She said she was tired.' };
    const reference = await reportElsewhere(una, 'teacher@quayside.demo');
    // The duty that is now theirs is told last, and with it the last change is heard. Nobody else here reads their notices.
    const notices = dsl.page.getByRole('link', { name: /^Notices/ });
    const counted = async () => Number(/\((\d+)(?:\)| and)/.exec(await notices.innerText())?.[1] ?? 0);
    await expect.poll(counted).toBeGreaterThan(unseen);
    heard = true;
    await dsl.page.getByText(reference).first().waitFor();
    await dsl.leave();
  });

  it('is told after a broken connection too', async () => {
    const dsl = await Visitor.signedIn(browser, 'deputy@brookgreen.demo');
    await dsl.open('/cases');
    await dsl.page.getByRole('table').first().waitFor();
    await dsl.context.setOffline(true);
    await dsl.page.getByText('You are offline.').waitFor();
    const reference = await reportElsewhere({ child: 'Ida June', account: 'She said she was cold.' });
    await dsl.context.setOffline(false);
    await dsl.page.getByText(reference).first().waitFor({ timeout: 60_000 });
    await dsl.leave();
  });

  it('is said to be paused while the stream is broken, and no longer when it is back', async () => {
    const dsl = await Visitor.signedIn(browser, 'deputy@brookgreen.demo');
    await dsl.page.clock.install();
    await dsl.page.route('**/api/live', (route) => route.abort());
    const lost = dsl.page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/live'));
    await dsl.open('/duties');
    await lost;
    const paused = dsl.page.getByText('Updates are paused; reconnecting.');
    await expect(paused.count()).resolves.toBe(0);
    await dsl.page.clock.fastForward(PAUSED_AFTER_MS);
    await paused.waitFor();
    await dsl.shot('updates-paused');
    await dsl.page.unroute('**/api/live');
    await dsl.page.clock.fastForward(TRIED_AGAIN_WITHIN_MS);
    await paused.waitFor({ state: 'detached' });
    await dsl.leave();
  });

  it('ends with the session: the next act says so and keeps the place', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@brookgreen.demo');
    // Without its stream, so that nothing which happens elsewhere is answered before the person acts.
    await dsl.page.route('**/api/live', (route) => route.abort());
    await dsl.open('/cases');
    // Nor what the page asks by itself as it opens: the numbers of its menu come after its list.
    await dsl.page.waitForLoadState('networkidle');
    await dsl.context.clearCookies();
    await dsl.page.getByRole('link', { name: 'My duties' }).click();
    await dsl.page.getByText('You were signed out.').waitFor();
    expect(new URL(dsl.page.url()).pathname).toBe('/sign-in');
    expect(dsl.page.url().startsWith(baseUrl())).toBe(true);
    await dsl.signIn('dsl@brookgreen.demo');
    await dsl.page.getByRole('heading', { level: 1, name: 'My duties' }).waitFor();
    await dsl.leave();
  });

  async function reportElsewhere(concern: Concern, by = 'teacher@brookgreen.demo'): Promise<string> {
    const teacher = await Visitor.signedIn(browser, by);
    const { reference } = await reported(teacher, concern);
    await teacher.leave();
    return reference;
  }
});
