import { describe, expect, it } from 'vitest';
import { endedAmong } from './ended-among.ts';

const stream = (name: string) => ({ session: { id: name } });
const alive = (...names: string[]) => new Set(names);

describe('the streams whose session is over', () => {
  it('are those of which the database knows no session', async () => {
    const [over, on] = [stream('over'), stream('on')];
    await expect(endedAmong([over, on], async () => alive('on'))).resolves.toEqual([over]);
  });

  it('are never one that opened while the database was asked', async () => {
    const open = new Set([stream('on')]);
    const found = await endedAmong(open, async () => {
      open.add(stream('new'));
      return alive('on');
    });
    expect(found).toEqual([]);
  });

  it('are none, and nobody is asked, where no stream is open', async () => {
    const asked = async (): Promise<never> => Promise.reject(new Error('asked'));
    await expect(endedAmong([], asked)).resolves.toEqual([]);
  });
});
