import { describe, expect, it } from 'vitest';
import { notExplored } from './not-explored.ts';
import { prove } from './prove.ts';
import { STARTS } from './starts.ts';
import { subjectsOf } from './subjects.ts';
import { POSTS } from '../language/role.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import type { Chain } from '../language/chain.ts';

const ABOVE = [
  'headteacher',
  'trustChair',
  'viceChair',
  'trustSafeguardingLead',
  'ceo',
  'safeguardingTrustee',
];

const owed = (id: string, over: object = {}): object =>
  aStep(id, {
    owner: ABOVE,
    clock: { within: { workingDays: 1 }, from: 'awareness' },
    late: [{ tell: ABOVE }],
    ...over,
  });

/** A call to the Designated Officer, unless it is about somebody with each of these posts. */
const called = (...posts: readonly string[]): Chain =>
  aChain(
    [
      owed('ring-officer', {
        title: 'Ring the Designated Officer',
        path: 'designatedOfficer',
        when: { not: { all: posts.map((subject) => ({ subject })) } },
      }),
      owed('prepare'),
    ],
    { about: 'adult' },
  );

describe('a subject with several posts', () => {
  it('is looked at wherever a condition can tell them apart', () => {
    for (const posts of [
      ['headteacher', 'trustSafeguardingLead'],
      ['ceo', 'headteacher', 'trustChair'],
    ]) {
      const proof = prove(called(...posts));
      expect(proof).toMatchObject({ ok: false, counterExample: { claim: 'opensAtOnce', facts: {} } });
      if (proof.ok) return;
      expect([...proof.counterExample.cast.subject].sort()).toEqual([...posts].sort());
    }
  });

  it('is told of as one person', () => {
    const proof = prove(called('headteacher', 'trustSafeguardingLead'));
    if (proof.ok) throw new Error('It was proved.');
    expect(proof.counterExample.story).toEqual([
      'Tue 10 10:00 Miss A reports Mr B, the headteacher and trust safeguarding lead.',
      'Tue 10 10:00 Told of "Step prepare": chair of the trust board.',
      'Thu 12 00:00 Told of the lateness of "Step prepare": chair of the trust board, vice-chair of the trust board, trust safeguarding lead, chief executive, safeguarding trustee.',
      'Nobody has to contact the Designated Officer.',
    ]);
  });

  it('is looked at with the line of a post that no condition names', () => {
    const chain = aChain(
      [
        owed('ring-officer', {
          path: 'designatedOfficer',
          owner: ['trustChair', 'viceChair', 'safeguardingTrustee'],
          late: [
            {
              tell: [
                'headteacher',
                'trustSafeguardingLead',
                'dataProtectionOfficer',
                'informationGovernanceLead',
              ],
            },
          ],
        }),
        owed('prepare', { when: { not: { subject: 'senco' } } }),
      ],
      { about: 'adult' },
    );
    expect(prove(chain)).toMatchObject({
      ok: false,
      counterExample: { claim: 'told', cast: { subject: ['ceo', 'senco'], vacant: [] } },
    });
  });

  it('is one with an empty post where no condition, and nobody who answers to one of them, tells them apart', () => {
    const several = (chain: Chain) => subjectsOf(chain).each.filter(({ length }) => length > 1);
    expect(several(aChain([owed('prepare')], { about: 'adult' }))).toEqual([]);
    const when = { any: [{ subject: ['headteacher', 'senco'] }, { subject: 'viceChair' }] };
    const sets = several(aChain([owed('prepare', { when })], { about: 'adult' }));
    expect(sets).toContainEqual(['senco', 'viceChair']);
    expect(sets).toContainEqual(['ceo', 'senco']);
    expect(sets).not.toContainEqual(['headteacher', 'senco']);
  });

  it('is said not to be looked at where there are too many sets of posts', () => {
    const said = (chain: Chain): string => notExplored(chain, STARTS, []).join('\n');
    expect(said(called(...ABOVE))).not.toContain('more sets of posts than can be looked at');
    const many = called(...POSTS);
    expect(said(many)).toContain('more sets of posts than can be looked at');
    const pairs = subjectsOf(many).each.filter(({ length }) => length === 2);
    expect(pairs).toHaveLength((POSTS.length * (POSTS.length - 1)) / 2);
  });
});
