import type { Tx } from '@trustward/database';
import { describe, expect, it, vi } from 'vitest';
import { peopleOnce } from './people-once.ts';

describe('the people of one page', () => {
  it('are opened once each, and every page opens them anew', () => {
    const unseal = vi.fn((_place: unknown, sealed: Buffer) => ({ name: sealed.toString() }));
    const tx = { keys: { people: { open: unseal } } } as unknown as Tx;
    const open = peopleOnce(tx);
    const names = ['ann', 'ben', 'ann', 'ann'].map((id) => open(id, Buffer.from(`${id}’s name`)).name);
    expect(names).toEqual(['ann’s name', 'ben’s name', 'ann’s name', 'ann’s name']);
    expect(unseal).toHaveBeenCalledTimes(2);
    peopleOnce(tx)('ann', Buffer.from('Ann'));
    expect(unseal).toHaveBeenCalledTimes(3);
  });
});
