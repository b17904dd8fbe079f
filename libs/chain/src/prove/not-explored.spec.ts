import { expect, it } from 'vitest';
import { notExplored } from './not-explored.ts';
import { STARTS } from './starts.ts';
import { aChain, aStep } from '../../test/small-world.ts';

it('a proof says first what there was too much of to look at', () => {
  const chain = aChain([aStep('look')], { events: { found: { title: 'Found' } } });
  expect(notExplored(chain, STARTS, ['Whether "look" can come up.'])[0]).toBe('Whether "look" can come up.');
  expect(notExplored(chain, STARTS, []).join('\n')).toContain('no close may depend on one');
  expect(notExplored(chain, STARTS, []).join('\n')).toContain(
    'One person with two posts, but for one usual pair',
  );
  expect(notExplored(chain, STARTS, []).join('\n')).toContain(
    'An adult who turns out to be whom it is about',
  );
});

it('names, where the law asks something of one person, that whoever is named may leave and is named anew', () => {
  const evidence = [{ id: 'who', kind: 'appoint', role: 'caseManager', label: 'Who manages it' }];
  const report = aStep('report', { personal: true });
  const says = (...steps: readonly object[]): boolean =>
    notExplored(aChain(steps), STARTS, []).some((each) => each.startsWith('Whoever is named'));
  expect(says(aStep('name', { evidence }), report)).toBe(true);
  expect(says(aStep('name', { evidence }), aStep('look'))).toBe(false);
  expect(says(report)).toBe(false);
});
