import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { CaseEvent } from '@trustward/chain';
import type * as z from 'zod';
import { aFolder } from '../../test/folder.ts';
import { refusalOf, typed } from '../../test/typed.ts';
import type { caseEvent } from './case-event.ts';
import { chainSimulateCommand } from './simulate.ts';

const WAS = {
  language: 2,
  id: 'lost-property',
  version: 1,
  title: "Something of a child's is lost",
  sentence: 'Somebody looks for it and tells the family.',
  about: 'child',
  steps: [
    {
      id: 'look',
      title: 'Look for it',
      sentence: 'Ask the class and look in the usual places.',
      owner: ['dsl', 'headteacher', 'trustSafeguardingLead'],
      clock: { within: { hours: 24 }, from: 'awareness' },
      late: [{ tell: ['headteacher', 'trustSafeguardingLead'], every: { workingDays: 1 } }],
      closes: true,
    },
  ],
};
const draftOf = (hours: number): object => ({
  ...WAS,
  version: 2,
  steps: WAS.steps.map((step) => ({ ...step, clock: { within: { hours }, from: 'awareness' } })),
});

const AT = '2026-11-16T10:00:00.000Z';
const opened = { type: 'opened', by: 'mia', awareAt: Date.parse(AT), facts: {}, drill: false };
const done = { type: 'done', by: 'dana', step: 'look', version: 1, supplied: [] };
const CASE = {
  case: 1,
  chain: WAS,
  people: [
    { person: 'dana', role: 'dsl' },
    { person: 'hana', role: 'headteacher' },
    { person: 'tom', role: 'trustSafeguardingLead' },
  ],
  events: [
    { at: AT, event: opened },
    { at: '2026-11-16T18:00:00Z', event: done },
  ],
};

const { path: folder, write } = aFolder();
const file = (name: string, json: object): string => write(name, JSON.stringify(json, null, 2));
const given = (draft: object, past: object): readonly string[] => [
  file('draft.json', draft),
  '--back-test',
  file('case.json', past),
];

const tested = (draft: object, past: object, ...more: readonly string[]): ReturnType<typeof typed> =>
  typed(chainSimulateCommand, ...given(draft, past), ...more);
const refused = async (past: object): Promise<string> =>
  (await refusalOf(chainSimulateCommand, ...given(WAS, past))).replaceAll(folder, '');

/** The line of the file of a case on which something stands. */
const lineOf = (text: string): number =>
  readFileSync(path.join(folder, 'case.json'), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

describe('chain simulate --back-test', () => {
  it('says what would have been late under a draft and who would have heard, and ends with 1', async () => {
    const { code, said } = await tested(draftOf(4), CASE);
    expect(code).toBe(1);
    expect(said[0]).toBe(
      'Under the draft 1 duty would have been late and 2 more messages would have been sent.',
    );
    expect(said).toContain(
      'Mon 16 Nov 2026, 14:00  hana, headteacher would have been told of the lateness of “Look for it”.',
    );
    expect(said.some((line) => line.includes('4 hours after it would have been due'))).toBe(true);
  });

  it('ends with 0 where nothing would have been otherwise', async () => {
    const { code, said } = await tested(draftOf(24), CASE);
    expect({ code, said }).toEqual({ code: 0, said: ['Under the draft nothing would have been otherwise.'] });
  });

  it('says it as JSON with instants in UTC', async () => {
    const { code, said } = await tested(draftOf(4), CASE, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(said.join('\n'))).toMatchObject({
      headline: expect.stringMatching(/^Under the draft/) as string,
      differences: [{ kind: 'late', at: '2026-11-16T14:00:00.000Z', step: 'look' }, {}, {}],
      stopped: null,
    });
  });

  it('plays people and calendars that changed with an event', async () => {
    const away = CASE.people.map((each) => ({ ...each, away: each.person === 'dana' }));
    const people = [...away, { person: 'mia', role: null, away: true }];
    const gone = { at: '2026-11-16T11:00:00Z', event: { type: 'peopleChanged' }, people };
    const taken = { at: '2026-11-16T18:00:00Z', event: { ...done, by: 'hana' } };
    const { code } = await tested(WAS, { ...CASE, events: [CASE.events[0], gone, taken] });
    expect(code).toBe(0);
  });

  it('says what is wrong with the file of a case, with the line', async () => {
    const unknown = { ...CASE, events: [CASE.events[0], { at: AT, event: { type: 'flown', by: 'dana' } }] };
    expect(await refused(unknown)).toMatch(
      /^\/case\.json:\d+: events\.1\.event\.type: This must be one of "opened", /,
    );
    expect(await refused({ ...CASE, people: [{ person: 'dana', role: 'dls' }] })).toMatch(
      new RegExp(`^/case\\.json:${lineOf('dls')}: people\\.0\\.role: This must be one of "dsl"`),
    );
    expect(await refused({ ...CASE, chain: { ...WAS, about: 'weather' } })).toMatch(
      new RegExp(`^/case\\.json:${lineOf('weather')}: chain\\.about: `),
    );
    expect(await refused({ ...CASE, events: [{ at: 'Monday', event: opened }] })).toContain(
      'Write an instant in milliseconds since 1970, or such as 2026-03-27T16:00:00Z.',
    );
  });

  it.each([
    ['no opening', [CASE.events[1]], 'A case begins with its opening, and is opened once.'],
    ['two openings', [CASE.events[0], CASE.events[0]], 'A case begins with its opening, and is opened once.'],
    [
      'something before it',
      [CASE.events[0], { at: AT.replace('16', '15'), event: done }],
      'A case begins with its opening, and is opened once.',
    ],
    [
      'eleven years',
      [CASE.events[0], { at: AT.replace('2026', '2037'), event: done }],
      'A case is over within ten years.',
    ],
  ])('refuses a case with %s', async (_, events, why) => {
    expect(await refused({ ...CASE, events })).toMatch(/^\/case\.json:\d+: events: /);
    expect(await refused({ ...CASE, events })).toContain(why);
  });

  it('says how far it got where somebody would be told each minute for years, and ends with 1', async () => {
    const late = [{ tell: ['headteacher', 'trustSafeguardingLead'], every: { minutes: 1 } }];
    const chain = { ...WAS, steps: WAS.steps.map((step) => ({ ...step, late })) };
    const years = [CASE.events[0], { at: AT.replace('2026', '2029'), event: done }];
    const past = { ...CASE, chain, events: years };
    const { code, said } = await tested(chain, past);
    expect(code).toBe(1);
    expect(said[1]).toMatch(
      /^It stops Tue 24 Nov 2026, .* after 10000 events, which is as many as it allows/,
    );
    const stopped = JSON.parse((await tested(chain, past, '--json')).said.join('\n')) as object;
    expect(stopped).toMatchObject({
      differences: [],
      stopped: { at: expect.stringMatching(/^2026-11-24T/) as string },
    });
  });

  it('takes no scenario besides', async () => {
    const [draft = '', ...past] = given(WAS, CASE);
    expect(await refusalOf(chainSimulateCommand, draft, 'nobody-acts', ...past)).toBe(
      'A back-test plays what happened, and takes no scenario',
    );
  });

  it('knows every kind of event that there is', () => {
    expectTypeOf<z.infer<typeof caseEvent>['type']>().toEqualTypeOf<CaseEvent['type']>();
  });
});
