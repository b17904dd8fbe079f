import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askAll, atScrape } from './at-scrape.ts';
import { answered } from './metrics.ts';

const isKnown = async () =>
  (await answered.get()).values.find(({ labels }) => labels.from === 'somebody')?.value;

describe('figures that somebody else keeps', () => {
  const shown: (string | null)[] = [];
  let asked = 0;
  let answer: () => Promise<string>;
  let askNoMore: () => void;
  beforeEach(() => {
    vi.useFakeTimers();
    shown.length = 0;
    asked = 0;
    answer = () => Promise.resolve('one');
    askNoMore = atScrape({
      from: 'somebody',
      ask: () => ((asked += 1), answer()),
      show: (it) => shown.push(it),
    });
  });
  afterEach(() => {
    askNoMore();
    vi.useRealTimers();
  });

  it('are asked for at a scrape, at most every five seconds', async () => {
    await askAll();
    await vi.advanceTimersByTimeAsync(4_900);
    await askAll();
    expect([asked, shown, await isKnown()]).toEqual([1, ['one'], 1]);
    await vi.advanceTimersByTimeAsync(200);
    await askAll();
    expect(asked).toBe(2);
  });

  it('are not known where nobody answers in time, and the question is not asked twice', async () => {
    let answerLate: (it: string) => void = () => undefined;
    answer = () => new Promise((resolve) => (answerLate = resolve));
    for (let scrapes = 0; scrapes < 2; scrapes += 1) {
      const scrape = askAll();
      await vi.advanceTimersByTimeAsync(3_100);
      await scrape;
    }
    expect([asked, shown, await isKnown()]).toEqual([1, [null, null], 0]);
    answerLate('late');
    await askAll();
    expect(shown.at(-1)).toBe('late');
  });

  it('are not known where asking fails', async () => {
    answer = () => Promise.reject(new Error('away'));
    await askAll();
    expect([shown, await isKnown()]).toEqual([[null], 0]);
  });
});
