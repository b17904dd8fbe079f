import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { Browser, CDPSession } from '@playwright/test';
import { findChromium } from '@trustward/infra/chromium';
import { bundled } from '../../house/chain/bundle.ts';
import { timed } from './timed.ts';
import type { Timed } from './timed.ts';
import type { Asked } from './work.ts';

/** What the script leaves in the page. */
interface InPage {
  workOf: (asked: unknown) => () => void;
  work: () => void;
}

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
}

/** The library as a page has it. */
export function scriptForPage(): Promise<string> {
  const file = fileURLToPath(new URL('./work.ts', import.meta.url));
  return bundled(`import { workOf } from ${JSON.stringify(file)}; globalThis.workOf = workOf;`);
}

/** In a page that has just been opened, which has a process of its own. */
export async function inPage(browser: Browser, script: string, asked: Asked): Promise<Timed> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addScriptTag({ content: script, type: 'module' });
    await page.evaluate((given) => {
      const here = globalThis as unknown as InPage;
      here.work = here.workOf(given);
    }, asked as object);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    return await timed(async () => {
      const before = await processorTime(session);
      await page.evaluate(() => (globalThis as unknown as InPage).work());
      return (await processorTime(session)) - before;
    });
  } finally {
    await context.close();
  }
}

/** Milliseconds that the page's process has taken of the processor. */
async function processorTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = metrics.find(({ name }) => name === 'ProcessTime')?.value;
  if (seconds === undefined) throw new Error('This browser does not tell its processor time.');
  return seconds * 1_000;
}
