import { describe, expect, it } from 'vitest';
import { aChain, aStep } from '../../test/small-world.ts';
import { leftOut } from './bystanders.ts';

describe('a post that hears of nothing', () => {
  it('is left out where a chain has its word as the name of something else only', () => {
    const answers = { staff: { label: 'A member of staff' }, other: { label: 'Somebody else' } };
    const chain = { ...aChain([aStep('look')]), facts: { source: { question: 'Who told you?', answers } } };
    expect(leftOut(chain as never)).toEqual(['staff', 'governor', 'auditor']);
  });

  it('is there where a step asks it', () => {
    expect(leftOut(aChain([aStep('look', { owner: ['dsl', 'staff'] })]))).toEqual(['governor', 'auditor']);
  });
});
