import type { DangerNumbers, ReportForm } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { toRing } from './to-ring.ts';

const area = (authority: string): DangerNumbers => ({
  authority,
  closedOn: [],
  numbers: (['child', 'adult'] as const).map((about) => ({
    name: `${authority}, about ${about}`,
    number: '01632 960000',
    note: null,
    about,
    hours: null,
    authority,
    checked: null,
  })),
});
const [west, vale] = [area('Westmere'), area('Norbury Vale')];
const school = (id: string, danger: DangerNumbers): ReportForm['schools'][number] => ({
  id,
  name: id,
  phase: 'all',
  danger,
});
const SCHOOLS = [school('oak', west), school('elm', west), school('fen', vale)];
const AUTHORITIES = [west, vale].map((danger) => ({ id: danger.authority, name: danger.authority, danger }));
const nowhere = { schoolId: '', authorityId: '' };

describe('whom to ring', () => {
  it('is each area by its name, for the child alone, while schools in several may be meant', () => {
    const { numbers, eachArea } = toRing(nowhere, SCHOOLS, AUTHORITIES);
    expect(numbers).toBeNull();
    expect(eachArea.map(({ authority }) => authority)).toEqual(['Westmere', 'Norbury Vale']);
    expect(eachArea.flatMap((one) => one.numbers.map(({ about }) => about))).toEqual(['child', 'child']);
  });

  it('is the area of the school once it is chosen, and of all schools where they share one', () => {
    expect(toRing({ ...nowhere, schoolId: 'fen' }, SCHOOLS, AUTHORITIES).numbers).toBe(vale);
    expect(toRing(nowhere, SCHOOLS.slice(0, 2), AUTHORITIES)).toEqual({ numbers: west, eachArea: [] });
  });

  it('is the area where the child lives as soon as it is said, whichever school it is', () => {
    const said = { schoolId: '', authorityId: 'Norbury Vale' };
    expect(toRing(said, SCHOOLS, AUTHORITIES)).toEqual({ numbers: vale, eachArea: [] });
  });

  it('is 999 alone where nothing is known', () => {
    expect(toRing(nowhere, [], [])).toEqual({ numbers: null, eachArea: [] });
  });
});
