import { expect, it } from 'vitest';
import { lint } from './lint.ts';
import { findings, sound, withSteps } from '../../test/to-lint.ts';

const officer = (over: object = {}) => sound('officer', { path: 'designatedOfficer', ...over });

it('a call that applies only on some days leaves another on its path on the others', () => {
  const later = officer({ inForce: { from: '2099-01-01' } });
  expect(findings(withSteps([later]))).toEqual(['pathNotInForce steps.3.inForce']);
  expect(lint({ json: withSteps([later]) })[0]?.sentence).toBe(
    'Cases opened before 2099-01-01 have no step on the Designated Officer path: "Step officer" does not apply to them.',
  );
  const before = sound('before', { path: 'designatedOfficer', inForce: { until: '2098-12-31' } });
  expect(findings(withSteps([later, before]))).toEqual([]);
  expect(findings(withSteps([later, { ...before, inForce: { until: '2098-12-30' } }]))).toEqual([
    'pathNotInForce steps.3.inForce',
  ]);
});

it('a chain that begins with its call is asked of no earlier day', () => {
  const days = { inForce: { from: '2027-01-01' } };
  expect(findings(withSteps([officer(days)], days))).toEqual([]);
});

it('what is wrong only for cases of some days is said with the days, where it stands in the file', () => {
  const clock = { within: { hours: 1 }, from: { done: 'ring' } };
  const more = sound('more', { optional: true, late: [], clock });
  const json = withSteps([{ id: 'ring', inForce: { until: '2027-08-31' } }, more]);
  const found = lint({ json });
  expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'unknownName steps.3.clock.from',
    'leadsNowhere steps.0.outcomes.ring',
  ]);
  for (const { sentence } of found) expect(sentence).toMatch(/^For cases opened from 2027-09-01 on: /);
});

it('a chain with more times than are looked at is refused, for nobody has looked at the rest', () => {
  const until = (year: number) => sound(`until-${year}`, { inForce: { until: `${year}-08-31` } });
  const years = (count: number) => Array.from({ length: count }, (_, index) => until(2030 + index));
  const said = (count: number) => lint({ json: withSteps(years(count)) });
  expect(said(8)).toEqual([]);
  expect(said(9).map(({ code, path }) => `${code} ${path}`)).toEqual(['notLookedAt steps.11.inForce']);
  expect(said(11)[0]?.sentence).toBe(
    'Cases opened from 2038-09-01 on and before 2039-09-01, and 2 times more, have other steps again, and nobody has looked at them: let the chain have no more than 8 such times, and say what comes later in a further version.',
  );
});
