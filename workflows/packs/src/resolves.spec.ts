import { resolve } from '@trustward/chain/layers';
import { parseLayer } from '@trustward/chain';
import type { Chain, Layer, Step } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { GUIDANCE, loadAuthorityLayers, loadLayer } from './layers.ts';
import { chainsOf, layersOf, loadPack } from './load.ts';

const AUTHORITIES = loadAuthorityLayers().map(({ id }) => id);
const FIRST_PACKS = [
  'allegation-about-an-adult',
  'allegation-about-the-head',
  'allegation-about-the-school',
  'concern-about-a-child',
  'low-level-concern',
  'referral-to-social-care',
];

const HEAD = { language: 2, layer: 'trust', id: 'sly', version: 1, title: 'Sly Trust' };

const stepOf = (authority: string, chain: string, step: string): Step | undefined =>
  loadPack('source-000', authority)
    .find(({ id }) => id === chain)
    ?.steps.find(({ id }) => id === step);

const every = (chains: readonly Chain[]): (readonly [string, Step])[] =>
  chains.flatMap((chain) => chain.steps.map((step) => [`${chain.id}/${step.id}`, step] as const));

describe('the first packs', () => {
  it.each(AUTHORITIES)('under %s: resolve without a refusal', (authority) => {
    const layers = layersOf('source-000', authority);
    expect(chainsOf(layers)).toEqual(FIRST_PACKS);
    for (const id of FIRST_PACKS) expect(resolve(layers, id)).toMatchObject({ ok: true });
  });

  it('let an authority ask for 48 hours where guidance says 24 as a default, and refuse what is later than a floor', () => {
    const [guidance, westmere] = [loadLayer(GUIDANCE), loadAuthorityLayers()[0]];
    const looser = (name: string): Layer => ({
      ...guidance,
      layer: 'authority',
      id: 'loose',
      title: 'Loose Council',
      chains: [],
      values: { [name]: { is: { workingDays: 5 }, strength: 'default', title: name } },
    });
    expect(westmere?.layer).toBe('authority');
    expect(resolve([guidance, looser('writtenReferral')], 'concern-about-a-child').ok).toBe(true);
    expect(resolve([guidance, looser('designatedOfficerContact')], 'allegation-about-an-adult').ok).toBe(
      false,
    );
  });

  it('000.31 keep one working day for the Designated Officer as a floor under every authority', () => {
    for (const authority of AUTHORITIES) {
      const clock = stepOf(authority, 'allegation-about-an-adult', 'contact-designated-officer')?.clock;
      expect(JSON.stringify(clock?.floor)).toContain('"workingDays":1');
    }
  });

  it('000.26 differ between the two authorities wherever a profile can', () => {
    const differing: readonly (readonly [string, string])[] = [
      ['concern-about-a-child', 'written-follow-up'],
      ['referral-to-social-care', 'chase-answer'],
      ['referral-to-social-care', 'conference-report'],
      ['referral-to-social-care', 'strategy-discussion'],
      ['referral-to-social-care', 'answer-to-answer'],
      ['referral-to-social-care', 'managers-settle'],
      ['allegation-about-an-adult', 'contact-designated-officer'],
      ['allegation-about-an-adult', 'officer-answer'],
      ['allegation-about-an-adult', 'strategy-meeting'],
      ['allegation-about-an-adult', 'review-progress'],
    ];
    for (const [chain, step] of differing) {
      const clocks = AUTHORITIES.map((authority) => stepOf(authority, chain, step)?.clock);
      expect(clocks[0], `${chain}/${step}`).not.toEqual(clocks[1]);
    }
  });

  it('tell somebody outside the school of every duty that can be late', () => {
    const outside = ['trustSafeguardingLead', 'ceo', 'trustChair', 'viceChair', 'safeguardingTrustee'];
    const silent = every(loadPack()).filter(
      ([, { clock, optional, late }]) =>
        clock !== undefined &&
        clock.whose === undefined &&
        !optional &&
        !late.some((rung) => 'tell' in rung && rung.tell.some((role) => outside.includes(role))),
    );
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('end every ladder with somebody of the trust', () => {
    const inside = every(loadPack()).filter(([, { owner }]) =>
      ['dsl', 'deputyDsl', 'headteacher', 'reporter', 'caseManager'].includes(owner.at(-1) ?? ''),
    );
    expect(inside.map(([name]) => name)).toEqual([]);
  });

  it('put no agreement, gate or hold on the ways to danger and to the Designated Officer', () => {
    for (const [name, step] of every(loadPack())) {
      if (step.path !== undefined) expect([name, step.approval]).toEqual([name, undefined]);
    }
  });

  it('hold as a floor, of each step that closes a case, whose act it must not follow', () => {
    const guidance = loadLayer(GUIDANCE);
    const closing = every(guidance.chains).filter(([, { closes }]) => closes !== undefined);
    expect(closing.map(([name]) => name)).toEqual(FIRST_PACKS.map((id) => `${id}/agree-closure`));
    for (const [name, step] of closing) {
      expect([name, step.floors]).toEqual([name, expect.arrayContaining(['otherThanDoerOf'])]);
      expect(step.otherThanDoerOf).not.toEqual([]);
    }
    for (const amends of FIRST_PACKS) {
      const change = {
        language: 2,
        amends,
        version: 1,
        steps: [{ id: 'agree-closure', otherThanDoerOf: [] }],
      };
      const sly = parseLayer({ ...HEAD, amendments: [change] });
      const result = resolve(sly.ok ? [guidance, sly.layer] : [], amends);
      const sentences = result.ok ? [] : result.refusals.map(({ sentence }) => sentence);
      expect([amends, sentences.join()]).toEqual([
        amends,
        expect.stringMatching(
          /^Sly Trust says nothing for whose act .* nobody may agree to what they did\.$/,
        ),
      ]);
    }
  });

  it('tell the barring service no later than the guidance says, whatever a trust calls its own time', () => {
    const amends = 'allegation-about-an-adult';
    const saying = (more: object) => {
      const sly = parseLayer({ ...HEAD, ...more });
      return resolve(sly.ok ? [loadLayer(GUIDANCE), sly.layer] : [], amends);
    };
    const clock = { within: { months: 120 }, from: { done: 'record-outcome' } };
    const years = saying({
      amendments: [{ language: 2, amends, version: 1, steps: [{ id: 'dbs-referral', clock }] }],
    });
    const kept = years.ok ? years.chain.steps.find(({ id }) => id === 'dbs-referral')?.clock : undefined;
    expect(kept).toMatchObject({ floor: { workingDays: 10 } });
    const value = { is: { workingDays: 40 }, strength: 'default', title: 'In two months' };
    const later = saying({ values: { dbsReferral: value } });
    expect(later.ok ? [] : later.refusals.map(({ sentence }) => sentence)).toEqual([
      'Sly Trust says 40 working days for “Tell the Disclosure and Barring Service”; Guidance for schools in England says no more than 10 working days, as a floor.',
    ]);
  });

  it.each<[what: string, amends: string, step: object]>([
    ['the case of the child', 'allegation-about-an-adult', { id: 'child-in-danger', opens: null }],
    ['who sees to the child', 'allegation-about-the-head', { id: 'child-looked-after', optional: true }],
    ['what the referral waits for', 'concern-about-a-child', { id: 'decide', approval: { by: ['ceo'] } }],
    [
      'the reminders of a call',
      'allegation-about-an-adult',
      { id: 'contact-designated-officer', remind: [] },
    ],
    ['what an allegation waits for', 'low-level-concern', { id: 'decide', approval: { by: ['ceo'] } }],
  ])('keep %s, whatever a trust says', (_what, amends, step) => {
    const sly = parseLayer({ ...HEAD, amendments: [{ language: 2, amends, version: 1, steps: [step] }] });
    expect(sly.ok && resolve([loadLayer(GUIDANCE), sly.layer], amends).ok).toBe(false);
    expect(sly.ok).toBe(true);
  });

  it('write lengths that the guidance knows, each with its source and how sure it is', () => {
    const { values } = loadLayer(GUIDANCE);
    for (const [name, { source, status, is, strength }] of Object.entries(values)) {
      expect([name, source]).toEqual([name, expect.stringMatching(/^2\.\d+$/)]);
      expect(['R', 'R2', 'G', 'N']).toContain(status);
      if (strength === 'floor') expect([name, status]).toEqual([name, 'R']);
      expect(is).toBeTypeOf('object');
    }
  });

  it('begin each clock that a layer may set with the length that the layers above say', () => {
    const values = { ...loadLayer(GUIDANCE).values, ...loadLayer('source-000').values };
    for (const [name, { clock }] of every(loadLayer(GUIDANCE).chains)) {
      if (clock?.setBy === undefined) continue;
      const written = 'within' in clock ? clock.within : clock.before;
      expect([name, values[clock.setBy]?.is ?? written]).toEqual([name, written]);
    }
  });
});
