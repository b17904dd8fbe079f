import { describe, expect, it } from 'vitest';
import { Run } from '../../test/run.ts';
import { aChain, aStep, aWorld, CERI, DANA, HANA, holder, TOM } from '../../test/small-world.ts';
import type { World } from './world.ts';
import { HOUR } from '../clock/civil.ts';

const MONDAY = Date.parse('2026-11-09T10:00:00Z');
const ABOVE = ['trustChair', 'viceChair', 'safeguardingTrustee'];
/** A step that nobody who is there can own: who hears of it is who hears at the last. */
const NOBODYS = aChain([aStep('look', { owner: ['governor'] })], { about: 'adult' });

function lastToHear(differing: Partial<World>, chain = NOBODYS): unknown {
  const people = [holder('headteacher', HANA), holder('trustSafeguardingLead', TOM), holder('ceo', CERI)];
  const run = new Run(aWorld(chain, { people, ...differing }));
  const effects = run.take({ type: 'opened', by: DANA, awareAt: MONDAY, facts: {}, drill: false }, MONDAY);
  return effects.find((effect) => effect.kind === 'tell' && effect.because === 'nobodyCanAct');
}
const roles = (...named: readonly string[]) => ({ to: { roles: named } });

describe('who hears of what is late', () => {
  const late = (people: World['people']) => {
    const step = aStep('look', {
      clock: { within: { hours: 1 }, from: 'opening' },
      late: [{ tell: ['ceo'] }],
    });
    const run = new Run(aWorld(aChain([step]), { people })).open(MONDAY);
    return run.pass(MONDAY + HOUR).filter(({ kind }) => kind === 'tell');
  };
  const lead = holder('trustSafeguardingLead', TOM);

  it.each([
    ['the post is empty', [lead]],
    ['its holder has a part in the matter', [lead, holder('ceo', CERI, { excluded: true })]],
    ['its holder is suspended', [lead, holder('ceo', CERI, { away: true, suspended: true })]],
  ])('are those who lead where all whom a rung names are missing: %s', (_why, people) => {
    expect(late([holder('dsl', DANA), ...people])).toMatchObject([roles('trustSafeguardingLead', 'ceo')]);
  });

  it('are those who lead where a rung names whoever reported, who has stood down, and an empty post', () => {
    const clock = { within: { hours: 1 }, from: 'opening' } as const;
    const step = aStep('look', { owner: ['dsl', 'deputyDsl'], clock, late: [{ tell: ['reporter', 'ceo'] }] });
    const people = [holder('dsl', HANA), holder('deputyDsl', DANA), lead];
    const run = new Run(aWorld(aChain([step]), { people })).open(MONDAY, { by: DANA });
    run.take({ type: 'recused', by: DANA }, MONDAY);
    const told = run.pass(MONDAY + HOUR).filter(({ kind }) => kind === 'tell');
    expect(told).toMatchObject([roles('trustSafeguardingLead', 'ceo')]);
  });

  it('are those who lead as well, where all whom a rung reaches is whoever owes it', () => {
    expect(late([holder('dsl', CERI), holder('ceo', CERI), lead])).toMatchObject([
      roles('ceo', 'trustSafeguardingLead'),
    ]);
    const clock = { within: { hours: 9 }, from: 'opening' } as const;
    const after = (hours: number) => ({ after: { hours } });
    const unacknowledged = [
      { ...after(1), tell: ['headteacher'] },
      { ...after(2), handUp: true },
    ] as const;
    const step = aStep('look', { owner: ['trustSafeguardingLead'], clock, unacknowledged });
    const people = [lead, holder('headteacher', HANA), holder('trustChair', CERI)];
    const run = new Run(aWorld(aChain([step]), { people })).open(MONDAY);
    const told = run.pass(MONDAY + 2 * HOUR).filter(({ kind }) => kind === 'tell');
    expect(told).toMatchObject([
      roles('headteacher'),
      { ...roles('trustSafeguardingLead', 'ceo', ...ABOVE), key: 'look/nobody-below/2' },
    ]);
  });

  it('are those whom the rung names where one of them is there', () => {
    expect(late([holder('dsl', DANA), lead, holder('ceo', CERI)])).toMatchObject([roles('ceo')]);
  });
});

describe('who hears at the last', () => {
  it('are the trust’s leaders', () => {
    expect(lastToHear({})).toMatchObject(roles('trustSafeguardingLead', 'ceo'));
  });

  it('§3.5 are the trust’s chair and trustees where the chief executive is the subject, whom the trust lead answers to', () => {
    const people = [holder('trustSafeguardingLead', TOM), holder('ceo', CERI, { excluded: true })];
    expect(lastToHear({ people, subject: ['ceo'] })).toMatchObject(roles(...ABOVE));
  });

  it('is the chief executive where the trust lead is the subject', () => {
    const people = [holder('trustSafeguardingLead', TOM, { excluded: true }), holder('ceo', CERI)];
    expect(lastToHear({ people, subject: ['trustSafeguardingLead'] })).toMatchObject(
      roles('trustSafeguardingLead', 'ceo'),
    );
  });

  it.each([
    ['nobody leads', []],
    ['whoever leads is suspended', [holder('ceo', CERI, { away: true, suspended: true })]],
    ['whoever leads is shut out', [holder('trustSafeguardingLead', TOM, { excluded: true })]],
  ])('are the trust’s chair and trustees where %s', (_why, people) => {
    expect(lastToHear({ people })).toMatchObject(roles(...ABOVE));
  });

  it('are the trust’s chair and trustees where whoever leads has stood down', () => {
    const people = [holder('dsl', DANA), holder('trustSafeguardingLead', TOM)];
    const chain = aChain([aStep('look', { owner: ['dsl', 'trustSafeguardingLead'] })], { about: 'adult' });
    const run = new Run(aWorld(chain, { people })).open(MONDAY);
    run.take({ type: 'recused', by: DANA }, MONDAY);
    expect(run.take({ type: 'recused', by: TOM }, MONDAY)).toMatchObject([roles(...ABOVE)]);
  });

  it('is the trust lead too where a child is in danger, whoever is the subject', () => {
    const people = [holder('trustSafeguardingLead', TOM), holder('ceo', CERI, { excluded: true })];
    const chain = aChain([aStep('call', { owner: ['governor'], path: 'danger' })], { about: 'adult' });
    expect(lastToHear({ people, subject: ['ceo'] }, chain)).toMatchObject(
      roles('trustSafeguardingLead', 'ceo'),
    );
  });
});
