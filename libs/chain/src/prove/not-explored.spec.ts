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
