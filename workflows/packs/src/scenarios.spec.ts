import { readdirSync, readFileSync } from 'node:fs';
import { parseChain, stepOfKey } from '@trustward/chain';
import { parseScenario } from '@trustward/chain/scenario';
import { simulate } from '@trustward/chain/simulate';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listScenarios, loadScenario } from './scenarios.ts';
import { PLAYED, played, storedText, STORED, textOf } from '../test/timelines.ts';

describe('each situation that ships', () => {
  it('is one of a fixed awkward set, played with every chain, and nothing else is stored', () => {
    expect(listScenarios()).toEqual([
      'bank-holiday-monday',
      'clocks-go-back',
      'friday-before-half-term',
      'head-and-no-chair',
      'last-day-of-term',
      'lead-away',
      'nobody-acts',
      'ordinary-week',
      'other-party-silent',
      'recorded-late',
      'subject-found-later',
      'two-posts',
    ]);
    const stored = readdirSync(STORED, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.txt'),
    );
    expect(stored.sort()).toEqual(PLAYED.map(([chain, situation]) => `${chain}/${situation}.txt`).sort());
  });

  // A difference is a change in what people would live through: read it, then write it with test/write-timelines.ts --write.
  it.each(PLAYED)('%s, %s: goes as its stored timeline says', (chain, situation) => {
    expect(textOf(played(chain, situation))).toBe(storedText(chain, situation));
  });
});

describe('in every situation', () => {
  it.each(PLAYED)(
    '%s, %s: whoever has a part in it is given nothing and told nothing',
    (chain, situation) => {
      const { scenario } = loadScenario(chain, situation);
      const { timeline } = played(chain, situation);
      const from = new Map<string, number>(
        scenario.people.flatMap(({ name, part }) => (part === undefined ? [] : [[name, 0]])),
      );
      for (const { at, what } of timeline) {
        const [, name] = /^It turns out that (.+?) (?:is|may be|has) /.exec(what) ?? [];
        if (name !== undefined) from.set(name, at);
      }
      const wrong = timeline.filter(({ at, whom }) =>
        whom.some((each) => at >= (from.get(each.split(',')[0] ?? '') ?? Infinity)),
      );
      expect(wrong).toEqual([]);
    },
  );

  it.each(PLAYED)(
    '%s, %s: every duty that comes up has an owner, or the leaders hear that it has none',
    (chain, situation) => {
      const { timeline, state } = played(chain, situation);
      const stranded = timeline.filter(({ kind, whom }) => kind === 'unheard' && whom.length === 0);
      expect(stranded.map(({ step, what }) => [step === null ? null : stepOfKey(step), what])).toEqual([]);
      expect(Object.keys(state?.duties ?? {}).length).toBeGreaterThan(1);
    },
  );

  it.each(PLAYED)('%s, %s: ends by closing or by its own end, never by running on', (chain, situation) => {
    expect(['closed', 'time']).toContain(played(chain, situation).ending.how);
  });
});

describe('an ordinary week', () => {
  it.each(PLAYED.filter(([, situation]) => situation === 'ordinary-week'))(
    '%s, %s: closes with nothing late',
    (chain, situation) => {
      const { headline, ending } = played(chain, situation);
      expect(ending.how).toBe('closed');
      expect(headline).toContain('nothing is late');
    },
  );
});

describe("the simulator's page", () => {
  it('shows a scenario that is sound and runs with the chain under questions, from its opening answers', () => {
    const page = readFileSync(new URL('../../../libs/chain/README.md', import.meta.url), 'utf8');
    const yaml = (heading: string): object =>
      parse(/```yaml\n([\s\S]*?)```/.exec(page.slice(page.indexOf(heading)))?.[1] ?? '') as object;
    const chain = parseChain({ ...yaml('### The smallest chain'), ...yaml('### Questions') });
    const scenario = parseScenario(yaml('## What is simulated'));
    if (!chain.ok || !scenario.ok) throw new Error(JSON.stringify([chain, scenario], null, 2));
    const result = simulate(chain.chain, scenario.scenario);
    if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
    const { headline, timeline } = result.simulation;
    expect(timeline[0]?.what).toContain('“What is lost?” “A telephone”');
    expect(headline).toBe(
      '“Look for it” is done at Mon 16 Nov, 12:45; nothing is late; the case closes at Mon 16 Nov, 13:30.',
    );
  });
});
