import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changing, refusals, resolved } from '../../test/layers.ts';
import { FLOOR_FIELDS } from '../language/step.ts';
import { TIGHTER } from './tighter.ts';
import { MEANS } from '../../test/tighter-means.ts';
import { FROM, GUIDANCE, ROWS } from '../../test/tighter-rows.ts';

const SAYS = /^Larkfield Trust says (.+) for .+; National guidance says (.+), as a floor[.:]/;

describe('what tighter means', () => {
  it('is said and tried both ways for every part of a step that can be a floor', () => {
    expect(Object.keys(TIGHTER).sort()).toEqual([...FLOOR_FIELDS].sort());
    for (const name of FLOOR_FIELDS) {
      const tried = ROWS.filter(([of]) => of === name).map(([, , , why]) => why === null);
      expect([name, new Set(tried).size]).toEqual([name, 2]);
      expect(MEANS[name]).toMatch(/\.$/);
    }
  });

  it.each(ROWS.filter(([, , , why]) => why === null))(
    'of %s: a layer below may say that it %s',
    (_, _what, change) => {
      expect(refusals(GUIDANCE, changing('trust', [{ id: 'tell', ...change }]))).toEqual([]);
    },
  );

  it.each(ROWS.filter(([, , , why]) => why !== null))(
    'of %s: no layer below may say that it %s',
    (name, _what, change, why) => {
      const result = resolved(GUIDANCE, changing('trust', [{ id: 'tell', ...change }]));
      const refused = result.ok
        ? []
        : result.refusals.filter(({ path }) => path.startsWith(`steps.tell.${name}`));
      expect(refused).toHaveLength(1);
      expect(refused[0]).toMatchObject({ by: { layer: 'trust' }, against: { layer: 'guidance' } });
      expect(refused[0]?.sentence).toContain(why);
      const [, theirs, ours] = SAYS.exec(refused[0]?.sentence ?? '') ?? [];
      expect(theirs?.length).toBeGreaterThan(2);
      expect(theirs).not.toBe(ours);
    },
  );

  it('of evidence: no layer below may let an agency say by a link what somebody here must write down', () => {
    const said = refusals(GUIDANCE, changing('trust', [{ id: 'agree', confirmedBy: 'police' }]));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/or that the police may confirm it by a link/);
    expect(said[0]).toContain('no agency may say it in place of whoever must write it down');
  });

  it('names both values and both layers in a sentence', () => {
    const change = {
      id: 'tell',
      owner: ['dsl', 'trustSafeguardingLead'],
      clock: { within: { workingDays: 4 }, ...FROM },
    };
    expect(refusals(GUIDANCE, changing('trust', [change]))).toEqual([
      'Larkfield Trust says the designated safeguarding lead and the trust safeguarding lead for who does it of “Tell them”; National guidance says the designated safeguarding lead, the headteacher and the trust safeguarding lead, as a floor: nobody may be left out or change places.',
      'Larkfield Trust says 4 working days for “Tell them”; National guidance says no more than 3 working days, as a floor.',
    ]);
  });

  it('counts for nothing where nothing is a floor', () => {
    const [chain] = GUIDANCE.chains;
    const free = chain?.steps.map(({ opens: _, ...step }) => ({ ...step, floors: [] })) ?? [];
    const loose = { ...GUIDANCE, chains: chain === undefined ? [] : [{ ...chain, steps: free }] };
    for (const [name, what, change] of ROWS) {
      expect([name, what, refusals(loose, changing('trust', [{ id: 'tell', ...change }]))]).toEqual([
        name,
        what,
        [],
      ]);
    }
  });

  it('says all that is looser at once', () => {
    const change = {
      id: 'tell',
      owner: ['dsl'],
      remind: [],
      late: [],
      evidence: [],
      gates: [],
      otherThanDoerOf: [],
    };
    expect(refusals(GUIDANCE, changing('school', [change]))).toHaveLength(6);
  });
});

describe("the language's page", () => {
  const page = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

  it.each(FLOOR_FIELDS)(
    'says of %s what a layer below may do, as the table that decides it has it',
    (name) => {
      const row = page
        .split('\n')
        .find((line) => line.startsWith(`| \`${name}\` `) && line.includes(MEANS[name]));
      expect(row).toBeDefined();
    },
  );
});
