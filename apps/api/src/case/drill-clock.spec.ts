import type { CaseState, Duty } from '@trustward/chain';
import { POSTS } from '@trustward/chain';
import type { Post } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { Caller } from '../platform/request-scope.ts';
import type { Session } from '../platform/request-scope.ts';
import { isTheirsToMove } from './drill-clock.ts';

const LEADING: readonly Post[] = ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead'];
const ALL = POSTS;

const holding = (role: Post, schoolId: string | null = 'ours'): Caller =>
  new Caller({ personId: 'ann', now: new Date() } as Session, [{ role, schoolId }]);

const drill = (more: { reporterId?: string; owner?: string; done?: true } = {}) => {
  const owner = { person: more.owner ?? 'ben', role: 'dsl' } as const;
  const duty = { step: 'decide', state: more.done ? 'met' : 'open', owner } as Partial<Duty>;
  const state = { duties: { decide: duty } } as unknown as CaseState;
  return {
    caseId: 'drill',
    schoolId: 'ours',
    phase: 'all' as const,
    reporterId: more.reporterId ?? 'cat',
    state,
  };
};

describe('whose a drill’s clock is to move', () => {
  it.each(ALL)('%s: by the post alone, exactly where it leads', (role) => {
    expect(isTheirsToMove(holding(role), drill())).toBe(LEADING.includes(role));
  });

  it.each(ALL)('%s: when they opened the drill', (role) => {
    expect(isTheirsToMove(holding(role), drill({ reporterId: 'ann' }))).toBe(true);
  });

  it.each(ALL)('%s: when they owe something in it, and no longer once it is done', (role) => {
    expect(isTheirsToMove(holding(role), drill({ owner: 'ann' }))).toBe(true);
    expect(isTheirsToMove(holding(role), drill({ owner: 'ann', done: true }))).toBe(LEADING.includes(role));
  });

  it.each(['dsl', 'deputyDsl', 'headteacher'] as const)('%s: not at another school', (role) => {
    expect(isTheirsToMove(holding(role, 'theirs'), drill())).toBe(false);
  });
});
