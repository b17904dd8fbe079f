import { describe, expect, it } from 'vitest';
import { Lanes, OthersOfItsTrustFirst } from './lanes.ts';

/** Something under way until it is ended. */
function held(): { readonly send: () => Promise<string>; readonly end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<string>((resolve) => (end = () => resolve('sent')));
  return { send: () => ended, end };
}

describe('3.13 letters of one trust that hang', () => {
  it('leave room for another’s, and for their own only once one of them is through', async () => {
    const lanes = new Lanes(2, () => 1);
    const hanging = [held(), held()] as const;
    const underWay = hanging.map(({ send }) => lanes.in('one', false, send));
    await expect(lanes.in('one', false, held().send)).rejects.toBeInstanceOf(OthersOfItsTrustFirst);
    expect(await lanes.in('other', false, () => Promise.resolve('sent'))).toBe('sent');
    await expect(lanes.in('one', true, held().send)).rejects.toMatchObject({ retryAfterMs: 5_000 });
    hanging[0].end();
    await underWay[0];
    expect(await lanes.in('one', false, () => Promise.resolve('sent'))).toBe('sent');
    hanging[1].end();
    await underWay[1];
  });

  it('take turns in the order in which they came, the urgent first, also where one fails', async () => {
    const lanes = new Lanes(1, () => 60_000);
    const first = held();
    const order: number[] = [];
    const send = (n: number, of: Promise<unknown>, isUrgent = false) =>
      lanes.in('one', isUrgent, () => {
        order.push(n);
        return of;
      });
    const refused = Promise.reject(new Error('refused'));
    const all = Promise.allSettled([
      send(1, first.send()),
      send(2, refused),
      send(3, Promise.resolve()),
      send(4, Promise.resolve(), true),
    ]);
    first.end();
    await all;
    expect(order).toEqual([1, 4, 2, 3]);
  });
});
