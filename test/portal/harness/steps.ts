import type { Page } from '@playwright/test';
import { choose } from './reporting.ts';

/** What each step of a concern about a child is filled in with. */
const FILLED: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  ring: async (page) => {
    await page.getByLabel('Which team you spoke to').fill('The front door');
    await page.getByLabel('Name of the person you told').fill('J. Osei');
    await page.getByLabel('What you told them').fill('No food at home. They look at it today.');
    await page.getByLabel('The number you rang').fill('01632 960110');
  },
  write: async (page) => {
    await choose(page, 'Through their secure portal');
    await page.getByLabel('Tracking number').fill('SP-88213');
    await choose(page, 'I checked that it went .*');
  },
  answer: async (page) => {
    await choose(page, 'They accepted the referral');
    await page.getByLabel('What they decided').fill('An assessment begins on Thursday.');
    await page.getByLabel('Who told you').fill('J. Osei');
  },
  close: async (page) => {
    await choose(page, 'I agree that nothing more is needed');
    await page.getByLabel('Why nothing more is needed').fill('Social care has taken the case on.');
  },
};

/** Fills a step in as its owner does. */
export async function fill(page: Page, step: keyof typeof FILLED & string): Promise<void> {
  await FILLED[step]?.(page);
}

/** Decides with an outcome, a reason and the risk to others, as far as the page that shows it all again. */
export async function decide(page: Page, outcome: string, reason = 'Her own words.'): Promise<void> {
  await choose(page, outcome);
  await page.getByLabel('Why you decided this').fill(reason);
  await page.getByLabel('What the risk is to others').fill('None that we know of.');
}

/** From a step's form back to the case. */
export async function record(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Record it' }).click();
  await page.getByRole('heading', { name: 'What happened' }).waitFor();
}

/** Presses the one button of the box, and waits for the step it must lead to. */
export async function doNext(page: Page, title: string): Promise<void> {
  const box = page.locator('tw-next-box');
  await box.getByText(title, { exact: true }).waitFor();
  await box.getByRole('link', { name: /^Do this/ }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}
