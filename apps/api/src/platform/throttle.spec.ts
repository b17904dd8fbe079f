import { describe, expect, it } from 'vitest';
import { Throttle, networkOf } from './throttle.ts';

const failing = () => Promise.resolve(false);
const from = (address: string, device: string | null = null) => ({ address, device });
const isFailure = (answer: boolean) => !answer;

describe('the sign-in throttle', () => {
  it('makes a guesser wait longer with each failure, and never longer than four seconds', async () => {
    const waits: number[] = [];
    const throttle = new Throttle(
      {},
      () => 0,
      (ms) => (waits.push(ms), Promise.resolve()),
    );
    for (let n = 0; n < 14; n++) await throttle.run('a@b', from('10.0.0.1'), failing, isFailure);
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000, 4_000, 4_000, 4_000]);
  });

  it('lets the owner in at once from another network while someone guesses', async () => {
    const waits: number[] = [];
    const throttle = new Throttle(
      {},
      () => 0,
      (ms) => (waits.push(ms), Promise.resolve()),
    );
    for (let n = 0; n < 20; n++) await throttle.run('a@b', from('10.0.0.1'), failing, isFailure);
    waits.length = 0;
    await throttle.run('a@b', from('10.0.1.1'), () => Promise.resolve(true), isFailure);
    expect(waits).toEqual([]);
  });

  it('forgets no failure over what was neither one nor a success', async () => {
    const waits: number[] = [];
    const throttle = new Throttle(
      {},
      () => 0,
      (ms) => (waits.push(ms), Promise.resolve()),
    );
    for (let n = 0; n < 6; n++) {
      await throttle.run('a@b', from('10.0.0.1'), failing, isFailure);
      await throttle.run('a@b', from('10.0.0.1'), failing, () => null);
    }
    expect(waits.at(-1)).toBe(500);
  });

  it('lets a success end the waiting', async () => {
    const waits: number[] = [];
    const throttle = new Throttle(
      {},
      () => 0,
      (ms) => (waits.push(ms), Promise.resolve()),
    );
    for (let n = 0; n < 6; n++) await throttle.run('a@b', from('10.0.0.1'), failing, isFailure);
    await throttle.run('a@b', from('10.0.0.1'), () => Promise.resolve(true), isFailure);
    waits.length = 0;
    await throttle.run('a@b', from('10.0.0.1'), failing, isFailure);
    expect(waits).toEqual([]);
  });

  it('answers 429 instead of holding more than a handful of attempts', async () => {
    const throttle = new Throttle(
      {},
      () => 0,
      () => new Promise(() => undefined),
    );
    for (let n = 0; n < 5; n++) await throttle.run('a@b', from('10.0.0.1'), failing, isFailure);
    for (let n = 0; n < 6; n++) void throttle.run('a@b', from('10.0.0.1'), failing, isFailure);
    await expect(throttle.run('a@b', from('10.0.0.1'), failing, isFailure)).rejects.toMatchObject({
      status: 429,
    });
  });

  it('has two attempts of one account under way at most, however many are sent at once', async () => {
    let most = 0;
    let underWay = 0;
    const guess = async () => {
      most = Math.max(most, ++underWay);
      await new Promise((done) => setImmediate(done));
      underWay -= 1;
      return false;
    };
    const waits: number[] = [];
    const throttle = new Throttle(
      {},
      () => 0,
      (ms) => (waits.push(ms), Promise.resolve()),
    );
    const burst = [1, 2, 3, 4].flatMap((host) =>
      Array.from({ length: 5 }, () => throttle.run('a@b', from(`10.0.0.${host}`), guess, isFailure)),
    );
    await Promise.all(burst);
    expect(most).toBe(2);
    expect(waits.length).toBeGreaterThanOrEqual(15);
  });

  it('lets a browser that the account knows in at once, from the very address that a guesser fills', async () => {
    const throttle = new Throttle(
      {},
      () => 0,
      () => new Promise(() => undefined),
    );
    for (let n = 0; n < 5; n++) await throttle.run('a@b', from('10.0.0.1'), failing, isFailure);
    for (let n = 0; n < 6; n++) void throttle.run('a@b', from('10.0.0.1'), failing, isFailure);
    const owner = throttle.run('a@b', from('10.0.0.1', 'known'), () => Promise.resolve(true), isFailure);
    await expect(owner).resolves.toBe(true);
  });

  it('turns away the address that fills the line, and none of its neighbours', async () => {
    const waiting: (() => void)[] = [];
    const throttle = new Throttle(
      {},
      () => 0,
      () => new Promise((done) => waiting.push(done)),
    );
    for (let n = 0; n < 5; n++) await throttle.run('a@b', from('10.0.0.1'), failing, isFailure);
    const held = [1, 2, 3, 4, 5, 6].map(() => throttle.run('a@b', from('10.0.0.1'), failing, isFailure));
    const right = throttle.run('a@b', from('10.0.0.2'), () => Promise.resolve(true), isFailure);
    for (let n = 0; n < 7; n++) {
      await new Promise((done) => setImmediate(done));
      waiting.splice(0).forEach((done) => done());
    }
    await expect(right).resolves.toBe(true);
    await Promise.all(held);
  });

  it('counts neighbours on one network together, whatever the family', () => {
    expect(networkOf('192.0.2.7')).toBe(networkOf('192.0.2.200'));
    expect(networkOf('::ffff:192.0.2.7')).toBe(networkOf('192.0.2.9'));
    expect(networkOf('2001:db8:1:2:3::4')).toBe(networkOf('2001:db8:1:2:9::9'));
    expect(networkOf('2001:db8::1')).toBe(networkOf('2001:0db8::2'));
    expect(networkOf('2001:db8::1')).not.toBe(networkOf('2001:db8:0:1::1'));
  });
});
