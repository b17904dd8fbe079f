import { randomUUID } from 'node:crypto';
import { addAuthority } from '@trustward/casework';
import { caseView, forTheAdult, forTheChild, receipt, reportForm } from '@trustward/contracts';
import type { DangerNumbers } from '@trustward/contracts';
import { uuidv7 } from '@trustward/database';
import { loadAuthorities } from '@trustward/packs';
import { describe, expect, it } from 'vitest';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';

const the = aSetting();

const namesOf = (numbers: DangerNumbers['numbers']) => numbers.map(({ name }) => name);

/** Another local authority than the school's. */
const neighbour = () =>
  the.database.ownerPlatform.run((tx) => {
    const profile = loadAuthorities()[1];
    if (profile === undefined) throw new Error('only one authority ships');
    return addAuthority(tx, uuidv7(), profile);
  });

const reportOf = async (authorityId?: string) => {
  const dsl = await signIn(the.server, the.town.dsl);
  const report = {
    eventId: randomUUID(),
    schoolId: the.town.school.id,
    childName: 'Robin Testcase',
    yearGroup: 'Year 4',
    account: 'Said that somebody here frightens her.',
    awareAt: new Date(Date.now() - 60_000).toISOString(),
    facts: { source: 'told-by-child', 'in-danger-now': 'yes' },
    ...(authorityId === undefined ? {} : { authorityId }),
  };
  const given = receipt.parse((await dsl.post('/api/concerns', report).expect(201)).body);
  const view = caseView.parse((await dsl.get(`/api/cases/${given.caseId ?? ''}`).expect(200)).body);
  return { given, view };
};

describe('the numbers of a case', () => {
  it('000.25 of a child who lives elsewhere are those of two areas: the child’s own, and the officer of the school’s', async () => {
    const { given, view } = await reportOf(await neighbour());
    expect(view.authority).toBe('Norbury Vale Council');
    for (const told of [given.numbers, view.numbers]) {
      expect(namesOf(forTheChild(told.numbers))).toEqual([
        'Norbury Vale Multi-agency Hub',
        'Norbury Vale Night and Weekend Team',
      ]);
      expect(namesOf(told.numbers.filter(({ about }) => about === 'police'))).toEqual([
        'Norbury Vale Police Protection Team',
      ]);
      expect(namesOf(forTheAdult(told.numbers))).toEqual([
        'Westmere Designated Officer',
        'Westmere Emergency Duty Team',
      ]);
      expect(forTheAdult(told.numbers).map(({ authority, note }) => [authority, note])).toEqual([
        ['Westmere Council', 'About an adult who works with children. Monday to Friday, 8:30 to 17:00'],
        ['Westmere Council', 'About an adult. At all other times'],
      ]);
    }
  });

  it('of a child of the school’s own area are that area’s, each once', async () => {
    const { given, view } = await reportOf();
    expect(given.numbers).toEqual(view.numbers);
    expect(namesOf(view.numbers.numbers)).toEqual([
      "Westmere Children's Front Door",
      'Westmere Emergency Duty Team',
      'Westmere Designated Officer',
      'Westmere Police Vulnerable People Unit',
    ]);
    expect(view.numbers.numbers[0]?.checked?.by).toBe('Gemma Thwaite');
  });

  it('say when each is answered, and on which days no office is open', async () => {
    const teacher = await signIn(the.server, the.town.teacher);
    const form = reportForm.parse((await teacher.get('/api/report-form').expect(200)).body);
    const { numbers, closedOn } = form.schools[0]?.danger ?? { numbers: [], closedOn: [] };
    const spans = [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '17:00' }];
    expect(numbers.map(({ hours }) => hours)).toEqual([
      { spans, outside: false },
      { spans, outside: true },
      { spans, outside: false },
      // Nobody has said when the police unit answers.
      null,
    ]);
    // Christmas Day or, where it falls at a weekend, the day that stands for it.
    expect(closedOn.some((day) => /-12-2[5-8]$/.test(day))).toBe(true);
    expect(closedOn.every((day) => day >= new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))).toBe(
      true,
    );
  });

  it('stand beside a task that is a call for a child in danger, and beside no other', async () => {
    const { view } = await reportOf();
    expect(view.tasks.map(({ step, danger }) => [step, danger])).toEqual([
      ['make-safe', true],
      ['decide', false],
    ]);
  });
});
