import type { Page } from '@playwright/test';

const next = (page: Page) => page.getByRole('button', { name: 'Continue' }).click();

/** What one report took a person. */
export interface Effort {
  pages: number;
  fields: number;
}

export interface Concern {
  readonly child: string;
  readonly account: string;
  readonly drill?: boolean;
}

/** A control of the form that looks like a card: the card takes the press. */
export const choose = (page: Page, label: string) =>
  page.locator('label', { hasText: new RegExp(`^\\s*${label}\\s*$`) }).click();

/** Walks to the question about danger. */
export async function tellUpToDanger(page: Page, child: string, drill = false): Promise<void> {
  await choose(page, 'A child');
  if (drill) await choose(page, 'This is a drill');
  await next(page);
  await page.getByLabel('Child’s name').fill(child);
  await page.getByLabel('Year group').selectOption('Year 4');
  await next(page);
  await choose(page, 'The child told me');
  await next(page);
}

/** Walks to the account, filling in as a teacher does. */
export async function tellUpToAccount(
  page: Page,
  { child, account, drill = false }: Concern,
): Promise<Effort> {
  await tellUpToDanger(page, child, drill);
  await choose(page, 'No');
  await next(page);
  await page.getByLabel('In the exact words').fill(account);
  return { pages: 5, fields: 6 };
}

/** From the account to the last page, where it is sent. */
export async function finish(page: Page): Promise<Effort> {
  await next(page);
  await choose(page, 'Just now');
  await next(page);
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor();
  return { pages: 2, fields: 1 };
}

export const send = (page: Page) => page.getByRole('button', { name: /^Send this/ }).click();

/** A whole report; answers with its reference. */
export async function report(page: Page, concern: Concern): Promise<string> {
  await tellUpToAccount(page, concern);
  await finish(page);
  await send(page);
  return reference(page);
}

export async function reference(page: Page): Promise<string> {
  await page.getByRole('heading', { name: 'Your report was received' }).waitFor();
  return (await page.locator('.ref strong').innerText()).trim();
}
