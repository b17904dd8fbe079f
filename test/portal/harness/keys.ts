import type { Locator, Page } from '@playwright/test';
import { expect } from 'vitest';
import { PASSWORD, baseUrl } from './visitor.ts';

const MOST_TABS = 60;

/** The words of whatever has the focus. */
export const named = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    const label =
      at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement
        ? at.labels?.[0]
        : at;
    return label?.textContent?.trim() ?? '';
  });

export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const reached = async () => {
    const words = await named(page);
    return typeof name === 'string' ? words === name : name.test(words);
  };
  await tabUntil(page, reached, String(name));
}

/** For a link among many of the same words. */
export async function tabInto(page: Page, control: Locator): Promise<void> {
  await tabUntil(page, () => hasFocus(control), String(control));
}

async function tabUntil(page: Page, reached: () => Promise<boolean>, what: string): Promise<void> {
  for (let tab = 0; tab < MOST_TABS; tab += 1) {
    if (await reached()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`“${what}” cannot be reached by Tab`);
}

/** On to the next page of a form. */
export async function go(page: Page, next: string): Promise<void> {
  await tabTo(page, 'Continue');
  await page.keyboard.press('Enter');
  await heading(page, next);
}

/** By the first letters of an answer, as a list is used without a mouse. */
export async function pick(page: Page, label: string, answer: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(answer);
}

/** The page's heading is there and has the focus, so that a screen reader begins with it. */
export async function heading(page: Page, name: string | RegExp): Promise<void> {
  const title = page.getByRole('heading', { level: 1, name });
  await title.waitFor();
  await expect.poll(() => hasFocus(title)).toBe(true);
}

export const hasFocus = (control: Locator): Promise<boolean> =>
  control.evaluate((at) => at === document.activeElement);

export async function signInByKeys(page: Page, email: string): Promise<void> {
  await page.goto(`${baseUrl()}/sign-in`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await tabTo(page, 'E-mail address');
  await page.keyboard.type(email);
  await tabTo(page, 'Password');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
}
