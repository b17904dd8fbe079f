import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { chromium } from '@playwright/test';
import { launchOptions } from '../portal/harness/browser.ts';
import { answerOfClock, answersTo } from './chain/answers.ts';
import type { Asked } from './chain/answers.ts';
import { everythingAsked } from './chain/asked.ts';
import { bundled } from './chain/bundle.ts';

const CODE = `
  import { answersTo } from './answers.ts';
  globalThis.answersTo = answersTo;
`;

let asked: Asked;
let here: readonly string[];
beforeAll(() => {
  asked = everythingAsked();
  here = answersTo(asked);
});

async function answersOfBrowser(): Promise<string[]> {
  const browser = await chromium.launch(await launchOptions());
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundled(CODE), type: 'module' });
    return await page.evaluate((given) => {
      const { answersTo: answers } = globalThis as unknown as { answersTo: (asked: unknown) => string[] };
      return answers(given);
    }, asked as object);
  } finally {
    await browser.close();
  }
}

/** The due instant as it is, so that a difference can be read, and a digest of the rest. */
function shortOf(answer: string): string {
  const [due, provisional] = JSON.parse(answer) as unknown[];
  return `${String(due)} ${String(provisional)} ${createHash('sha256').update(answer).digest('hex').slice(0, 12)}`;
}

describe('the chain library', () => {
  it('answers a browser as it answers node, to the letter', async () => {
    const there = await answersOfBrowser();
    expect(here.length).toBeGreaterThan(450);
    expect(there.length).toBe(here.length);
    expect(there.filter((answer, index) => answer !== here[index])).toEqual([]);
  });

  it('answers as it did when the answers were stored', () => {
    const stored = readFileSync(new URL('./chain/corpus.txt', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const now = asked.clocks.map((clock) => shortOf(answerOfClock(asked.calendars, clock)));
    expect(stored.length).toBe(now.length);
    expect(now).toEqual(stored);
  });
});
