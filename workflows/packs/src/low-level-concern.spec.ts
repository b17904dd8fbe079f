import { describe, expect, it } from 'vitest';
import { POSTS, Walk } from '../test/walk.ts';

const aConcern = (worksAs = 'employee'): Walk =>
  new Walk('low-level-concern', { facts: { 'works-as': worksAs, 'reported-themselves': 'no' } }).done(
    'look-for-pattern',
    1,
    { outcome: 'none' },
  );

describe('a low-level concern', () => {
  it('000.30 is for the head to decide on within three working days, and goes up where they do not', () => {
    const silent = aConcern();
    expect(silent.duty('decide')).toMatchObject({
      owner: { person: POSTS.headteacher },
      dueAt: Date.parse('2026-11-19T00:00:00Z'),
    });
    silent.pass(24 * 7);
    expect(silent.duty('decide')?.owner?.person).not.toBe(POSTS.headteacher);
  });

  it('000.03 000.30 leaves asking the Designated Officer open at any time, and no bar to anything', () => {
    expect(aConcern().refusal('ask-designated-officer', 2)).toBeNull();
    expect(Object.keys(aConcern().refusals('ask-designated-officer', 2))).toEqual([
      'whom',
      'named',
      'advice',
    ]);
    expect(aConcern().refusal('decide', 2, { outcome: 'nothing' })).toBeNull();
  });

  it('000.22 is reported to the head, and to no safeguarding lead', () => {
    const reported = aConcern();
    expect(reported.duty('reply')).toMatchObject({ owner: { person: POSTS.headteacher } });
    expect(JSON.stringify(reported.effects)).not.toContain(POSTS.dsl);
  });

  it('that may have harmed a child opens an allegation', () => {
    const harmed = aConcern().done('decide', 2, { outcome: 'may-have-harmed' });
    expect(harmed.effects).toContainEqual(
      expect.objectContaining({ kind: 'openCase', chain: 'allegation-about-an-adult' }),
    );
  });

  it('000.23 tells the employer of somebody from an agency', () => {
    const supply = aConcern('supply').done('decide', 2, { outcome: 'low-level' });
    expect(supply.owed()).toContain('tell-employer');
    expect(aConcern().done('decide', 2, { outcome: 'low-level' }).owed()).not.toContain('tell-employer');
  });

  it('2.17 is looked at again a term later, and closed by somebody else', () => {
    const lasting = aConcern()
      .done('reply', 2)
      .done('decide', 2, { outcome: 'low-level' })
      .done('put-right', 3)
      .done('see-that-it-lasts', 24 * 100, { outcome: 'lasted' });
    expect(lasting.duty('agree-closure')?.owner?.person).toBe(POSTS.trustSafeguardingLead);
    lasting.done('agree-closure', 24 * 101, { outcome: 'agreed' });
    expect(lasting.state.endedAs).toBe('closed');
  });
});
