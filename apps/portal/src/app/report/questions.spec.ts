import { describe, expect, it } from 'vitest';
import { yearChoices } from './questions.ts';

const danger = { authority: 'Westmere', numbers: [], closedOn: [] };
const schools = (['primary', 'secondary', 'all'] as const).map((phase) => ({
  id: phase,
  name: phase,
  phase,
  danger,
}));
const offered = (schoolId: string, yearGroup = ''): string[] =>
  yearChoices({ schoolId, yearGroup }, schools).map(({ code }) => code);

describe('the years that are offered', () => {
  it('are those of the school', () => {
    expect([offered('primary')[0], offered('primary').at(-1)]).toEqual(['Nursery', 'Year 6']);
    expect([offered('secondary')[0], offered('secondary').at(-1)]).toEqual(['Year 7', 'Year 13']);
    expect(offered('all')).toHaveLength(15);
  });

  it('are all while no school is chosen, and keep one that was chosen before it', () => {
    expect(offered('')).toHaveLength(15);
    expect(offered('primary', 'Year 9').at(-1)).toBe('Year 9');
  });
});
