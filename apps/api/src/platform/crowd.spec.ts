import { describe, expect, it } from 'vitest';
import { Throttle } from './throttle.ts';

const EMAIL = 'lead@school.example';
const isFailure = (answer: boolean) => !answer;
const soon = () => new Promise((done) => setImmediate(done));

/** A throttle whose time goes on as it is told. */
function aThrottle() {
  let now = 1_000_000;
  let waiting: { readonly at: number; readonly done: () => void }[] = [];
  const throttle = new Throttle(
    { ofCrowds: true },
    () => now,
    (ms) => new Promise((done) => waiting.push({ at: now + ms, done })),
  );
  const passes = async (ms: number) => {
    const until = now + ms;
    for (;;) {
      for (let n = 0; n < 20; n++) await soon();
      const next = waiting.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > until) break;
      waiting = waiting.filter((one) => one !== next);
      now = Math.max(now, next.at);
      next.done();
    }
    now = until;
  };
  const looked: string[] = [];
  const refused: string[] = [];
  const tries = (
    address: string,
    { email = EMAIL, device = null as string | null, right = false, called = address } = {},
  ) => {
    const attempt = () => (looked.push(called), Promise.resolve(right));
    throttle.run(email, { address, device }, attempt, isFailure).catch(() => void refused.push(called));
  };
  return { passes, tries, looked, refused };
}

const network = (n: number) => `10.${Math.floor(n / 250)}.${n % 250}.1`;

describe('strangers who guess together', () => {
  it('at one account from any number of networks are looked at once a second, once fifty have failed', async () => {
    const { passes, tries, looked, refused } = aThrottle();
    for (let second = 0; second < 60; second++) {
      for (let n = 0; n < 20; n++) tries(network(second * 20 + n));
      await passes(1_000);
    }
    expect(looked.length).toBeGreaterThan(50);
    expect(looked.length).toBeLessThan(50 + 20 + 60);
    expect(refused.length).toBeGreaterThan(900);
  });

  it('from one network at any number of accounts, too, and nobody of another network waits for them', async () => {
    const { passes, tries, looked } = aThrottle();
    for (let second = 0; second < 60; second++) {
      for (let n = 0; n < 20; n++) tries('10.0.0.1', { email: `${second}-${n}@school.example` });
      await passes(1_000);
    }
    expect(looked.length).toBeLessThan(50 + 20 + 60);
    tries('10.9.9.9', { right: true, called: 'somebody else' });
    await soon();
    expect(looked).toContain('somebody else');
  });

  it('stand behind whoever has not failed yet, and hold up no browser that the account knows', async () => {
    const { passes, tries, looked, refused } = aThrottle();
    const botnet = (second: number) => {
      for (let n = 0; n < 20; n++) tries(network((second * 20 + n) % 40));
    };
    for (let second = 0; second < 60; second++) {
      botnet(second);
      await passes(1_000);
    }
    tries('10.200.1.1', { device: 'known', right: true, called: 'a known browser' });
    await soon();
    expect(looked.at(-1)).toBe('a known browser');
    for (let second = 0; second < 3; second++) {
      if (second === 0) tries('10.200.0.1', { right: true, called: 'the owner' });
      botnet(second);
      await passes(1_000);
    }
    expect(looked).toContain('the owner');
    expect(refused).not.toContain('the owner');
  });

  it('are forgotten two minutes after they end', async () => {
    const { passes, tries, looked } = aThrottle();
    for (let n = 0; n < 400; n++) tries(network(n));
    await passes(120_000);
    const before = looked.length;
    for (let n = 0; n < 5; n++) tries(network(600 + n));
    await soon();
    expect(looked.length).toBe(before + 5);
  });
});
