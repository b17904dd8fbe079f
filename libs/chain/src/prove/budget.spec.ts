import { expect, it } from 'vitest';
import { prove } from './prove.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const OWNER = ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead', 'ceo', 'trustChair'];
const duty = (id: string, over: object = {}): object =>
  aStep(id, {
    owner: OWNER,
    clock: { within: { workingDays: 1 }, from: 'opening' },
    late: [{ tell: OWNER.slice(2) }],
    ...over,
  });
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `s${index}`);
const tooMuch = (left: readonly string[]): string[] =>
  left.filter((sentence) => /too many/.test(sentence)).map((sentence) => sentence.slice(0, 32));

it('as many duties at once as a chain may have are looked at as far as there is room, and it says so', () => {
  const ids = names(400);
  const twenty = (at: number): object => ({
    all: ids.slice(20 * at, 20 * at + 20).map((done) => ({ done })),
  });
  const after = { all: Array.from({ length: 20 }, (_, at) => twenty(at)) };
  const proof = prove(aChain([...ids.map((id) => duty(id)), duty('close', { after, closes: true })]));
  expect(tooMuch(proof.notExplored)).toEqual([
    'What happens when nobody acts, u',
    'Whether every case can be closed',
    'Whether "close" can come up: the',
  ]);
  // What was looked at is counted and no more than this, whatever machine it is.
  expect(proof).toMatchObject({ ok: true });
  expect(proof.ok && proof.states).toBeLessThan(5_000);
});

it('a line of many duties is still looked at to its end', () => {
  const after = (index: number): object => (index === 0 ? {} : { after: { done: `s${index - 1}` } });
  const steps = names(150).map((id, index) => duty(id, after(index)));
  const proof = prove(aChain([...steps, duty('close', { after: { done: 's149' }, closes: true })]));
  expect(tooMuch(proof.notExplored)).toEqual([]);
  expect(proof).toMatchObject({ ok: true });
});
