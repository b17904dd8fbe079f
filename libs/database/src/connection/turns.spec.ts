import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

describe('turns at one connection', () => {
  it('are taken one after another, in the order of asking, and a failure keeps nobody waiting', async () => {
    const turns = new Turns();
    const said: string[] = [];
    const ask = (word: string, fails = false) =>
      turns.take(async () => {
        said.push(`${word} asked`);
        await new Promise((resolve) => setTimeout(resolve, 1));
        said.push(`${word} answered`);
        if (fails) throw new Error(word);
      });
    const all = await Promise.allSettled([ask('one'), ask('two', true), ask('three')]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const words = ['one', 'two', 'three'];
    expect(said).toEqual(words.flatMap((word) => [`${word} asked`, `${word} answered`]));
  });

  it('are refused once it is over, after the one that is being answered', async () => {
    const turns = new Turns();
    const said: string[] = [];
    const ask = (word: string) => turns.take(() => Promise.resolve(said.push(word)));
    const first = ask('first');
    await first;
    const waiting = [ask('second'), ask('third')].map((one) => one.catch((error: unknown) => error));
    await turns.end();
    await Promise.all(waiting);
    await expect(ask('fourth')).rejects.toThrow('The transaction is over.');
    expect(said).not.toContain('fourth');
  });
});
