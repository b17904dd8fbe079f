import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { inject } from 'vitest';
import { sharedBrowser } from './browser.ts';

/** The password that all demo sign-ins share. */
export const PASSWORD = 'Trustward-demo-2026';
const SHOTS = fileURLToPath(new URL('../../../test-results/portal/', import.meta.url));

export const WIDE = { width: 1366, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** A window of 1280 by 1024 at 400 % zoom. */
export const ZOOMED = { width: 320, height: 256 };

export const baseUrl = (): string => inject('portalUrl');

/** Whoever signed in once in a file stays so on the next device, as if by the same cookie. */
const cookies = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();

export function launchBrowser(): Promise<Browser> {
  cookies.clear();
  return sharedBrowser();
}

export interface Visit {
  readonly viewport?: { width: number; height: number };
  readonly forcedColors?: 'active';
  /** Whether the browser may keep the portal for when there is no network; then no request can be caught by a test. */
  readonly keepsPage?: boolean;
}

/** One person at one device. Keeps what the browser complained of. */
export class Visitor {
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    // A violation of the content security policy is said on the console, as is any error nobody caught.
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted/i.test(message.text())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('request', (request) => this.#lookAt(request.url()));
    page.on('framenavigated', (frame) => this.#lookAt(frame.url()));
  }

  /** What people write, and who they are, has a space or an @ in it: neither may stand in an address. */
  #lookAt(address: string): void {
    if (/^http.*(%20|\+|@|%40)/.test(address)) this.complaints.push(`said in an address: ${address}`);
  }

  static async arrive(
    browser: Browser,
    { viewport = WIDE, forcedColors, keepsPage = false }: Visit = {},
  ): Promise<Visitor> {
    const context = await browser.newContext({
      viewport,
      locale: 'en-GB',
      reducedMotion: 'reduce',
      serviceWorkers: keepsPage ? 'allow' : 'block',
      ...(forcedColors ? { forcedColors } : {}),
    });
    // A busy machine may take its time: what is waited for is what is tested, not how quickly it comes.
    context.setDefaultTimeout(60_000);
    return new Visitor(context, await context.newPage());
  }

  /** Somebody whose session began elsewhere: the portal is not open yet, and need not be loaded twice. */
  static async signedIn(browser: Browser, email: string, visit?: Visit): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser, visit);
    const { context } = visitor;
    if (!cookies.has(email)) {
      const data = { email, password: PASSWORD };
      const answer = await context.request.post(`${baseUrl()}/api/sign-in`, { data });
      if (!answer.ok()) throw new Error(await answer.text());
      cookies.set(email, await context.cookies());
    }
    await context.addCookies(cookies.get(email) ?? []);
    return visitor;
  }

  /** Signs out by the menu; nobody may come back by the cookie that ended with it. */
  async signOut(email: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Menu' }).click();
    await this.page.getByRole('button', { name: 'Sign out' }).click();
    cookies.delete(email);
  }

  async signIn(email: string): Promise<void> {
    const { page } = this;
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(baseUrl() + path);
    await this.page.locator('h1').first().waitFor();
  }

  /** Without its stream: what happens elsewhere meanwhile must not move what is looked at. */
  async openStill(path: string, ready: string): Promise<void> {
    await this.page.route('**/api/live', () => undefined);
    await this.open(path);
    await this.page.locator('main').getByText(ready).first().waitFor();
  }

  async shot(name: string): Promise<void> {
    mkdirSync(SHOTS, { recursive: true });
    const { width } = this.page.viewportSize() ?? WIDE;
    await this.page.screenshot({ path: `${SHOTS}${name}-${width}.png`, fullPage: true });
  }

  /** An answer that a test was changing on its way may find nobody there any more. */
  async leave(): Promise<void> {
    const behavior = 'ignoreErrors';
    await Promise.all(this.context.pages().map((page) => page.unrouteAll({ behavior })));
    await this.context.close();
  }
}
