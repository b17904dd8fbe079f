import { expect, it } from 'vitest';
import { prove } from './prove.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const STAFF = ['headteacher', 'trustSafeguardingLead', 'ceo', 'trustChair', 'viceChair'];
const SOON = {
  owner: STAFF,
  clock: { within: { hours: 1 }, from: 'awareness' },
  late: [{ tell: STAFF }],
};
const WAIVER = { waiver: { reasons: { gone: 'The child has gone' }, agreedBy: STAFF } };
const OUTCOMES = { good: { label: 'Good' }, bad: { label: 'Bad' } };

const step = (id: string, over: object = {}): object => aStep(id, { ...SOON, ...over });

it('forgets an outcome once all that hangs on it has come up', () => {
  const line = Array.from({ length: 10 }, (_, index) =>
    step(`s${index}`, {
      outcomes: OUTCOMES,
      ...(index === 0
        ? {}
        : {
            after: {
              any: [
                { outcome: `s${index - 1}`, is: 'good' },
                { outcome: `s${index - 1}`, is: 'bad' },
              ],
            },
          }),
    }),
  );
  const proof = prove(aChain([...line, step('close', { after: { done: 's9' }, closes: true })]));
  expect(proof.ok && proof.states).toBeGreaterThan(11);
  expect(proof.ok && proof.states).toBeLessThan(100);
});

it('does not forget how a step was ended while a clock waits for it', () => {
  const steps = (from: object): object[] => [
    step('ring', { outcomes: OUTCOMES }),
    step('write', { after: { ended: 'ring' }, clock: { within: { hours: 1 }, from } }),
    step('close', { after: { ended: 'write' }, closes: true }),
  ];
  const done = steps({ done: 'ring' });
  const isNever = { ok: false, counterExample: { claim: 'escalation', step: 'write' } };
  expect(prove(aChain(done))).toMatchObject({ ok: true });
  expect(prove(aChain(done, WAIVER))).toMatchObject(isNever);
  expect(prove(aChain(steps({ outcome: 'ring', is: 'good' })))).toMatchObject(isNever);
});
