import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { aCase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD } from '../api/password.ts';
import type { ApiProcess } from '../process/harness/api-process.ts';
import { startProcessWorld } from '../process/harness/process-world.ts';
import type { ProcessWorld } from '../process/harness/process-world.ts';
import { query } from '../process/harness/rows.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, launchBrowser } from './harness/visitor.ts';

const PORTAL = fileURLToPath(new URL('../../apps/portal/dist/browser', import.meta.url));

/** A product of its own, since its records are spoiled. */
describe('a case that cannot be read', () => {
  let world: ProcessWorld;
  let api: ApiProcess;
  let browser: Browser;
  let dsl: Visitor;

  beforeAll(async () => {
    world = await startProcessWorld('portal-unreadable');
    [api, browser] = await Promise.all([world.api({ TRUSTWARD_PORTAL_DIR: PORTAL }), launchBrowser()]);
    dsl = await Visitor.arrive(browser, { viewport: PHONE });
    const data = { email: world.people.dsl.email, password: PASSWORD };
    const answer = await dsl.context.request.post(`${api.url}/api/sign-in`, { data });
    expect(answer.status()).toBe(200);
  });
  afterAll(async () => {
    await dsl.leave();
    await browser.close();
    await world.end();
  });

  it('says on its page what is wrong, what to do and whom to ring, and stays among the duties', async () => {
    const { page } = dsl;
    const { caseId, reference } = await aCase(world.trust, world.people.teacher, world.school);
    await query(
      world,
      `update app.case_file set state = jsonb_set(state, '{duties,decide,dueAt}', '"soon"')
       where tenant_id = $1 and id = $2`,
      caseId,
    );
    await page.goto(`${api.url}/duties`);
    await page.getByText('Decide what to do').first().waitFor();
    await page.goto(`${api.url}/cases/${caseId}`);
    await page.getByRole('heading', { level: 1, name: /This case cannot be read/ }).waitFor();
    await page.getByText(/Trustward cannot read the record of this case/).waitFor();
    await page.getByText(String(reference)).waitFor();
    await page.getByText(/do not wait for Trustward/).waitFor();
    expect(await page.locator('tw-numbers a[href^="tel:"]').count()).toBeGreaterThan(2);
    await page.getByText('Came to school without a coat again').waitFor();
    await expectSound(dsl, 'unreadable-case');
    await page.goto(`${api.url}/cases/${caseId}/do/decide`);
    await page.getByRole('link', { name: 'Go to the case' }).click();
    await page.getByText(/Trustward cannot read the record of this case/).waitFor();
  });
});
