import { describe, expect, it } from 'vitest';
import { everybody, taskOf, timeline } from './acting.ts';
import { aSetting } from './setting.ts';
import { HOUR, anOpenCase, forward } from './story.ts';

const the = aSetting();

const asOwner = (sql: string, values: readonly unknown[]) =>
  the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) => tx.query(sql, [...values]));
const keepOut = (caseId: string, person: { id: string }) =>
  asOwner(`insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`, [
    the.town.trust.id,
    caseId,
    person.id,
  ]);

describe('who was told that a duty is late, as the case says it', () => {
  it('names those alone whom a notice reached: neither one kept out of the case nor their post', async () => {
    const { dsl } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    await keepOut(caseId, the.town.head);
    expect((await taskOf(dsl, caseId, 'decide')).ifLate).toBe(
      'If it is late, Lee Trustlead (trust safeguarding lead) is told.',
    );
    await forward(the.town, dsl, caseId, 5 * HOUR);
    // By then it has come to the trust’s lead, who is not left alone with it.
    expect((await taskOf(dsl, caseId, 'decide')).ifLate).toBe(
      'Lee Trustlead (trust safeguarding lead) and Cleo Chief (chief executive) were told when it became late.',
    );
    const titles = (await timeline(dsl, caseId)).map(({ title }) => title);
    expect(titles).toContain('Told Lee Trustlead and Cleo Chief: “Decide what to do” is late');
    expect(titles.join()).not.toMatch(/head/i);
  });

  it('says that nobody could be told where a notice reached nobody', async () => {
    const { dsl } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    for (const person of [the.town.head, the.town.lead]) await keepOut(caseId, person);
    expect((await taskOf(dsl, caseId, 'decide')).ifLate).toBe(
      'If it is late, Cleo Chief (chief executive) is told.',
    );
    await keepOut(caseId, the.town.ceo);
    expect((await taskOf(dsl, caseId, 'decide')).ifLate).toBe('If it is late, there is nobody to tell.');
    await forward(the.town, dsl, caseId, 5 * HOUR);
    expect((await taskOf(dsl, caseId, 'decide')).ifLate).toBe('Nobody could be told when it became late.');
    expect((await timeline(dsl, caseId)).map(({ title }) => title)).toContain(
      'Nobody could be told: “Decide what to do” is late',
    );
  });
});
