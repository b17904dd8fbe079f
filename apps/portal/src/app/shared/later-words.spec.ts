import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AskedFor } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { placeName } from '../account/place-words.ts';
import { cameOf } from '../carrier/carrier-words.ts';
import { agreedTo, answersTo } from '../cases/act-words.ts';
import { type Standing, taskLines, taskWord } from '../cases/task-words.ts';
import { lateByOutageWords, wasDown } from '../late/outage-words.ts';
import { partLabel } from '../shown/part-words.ts';
import { stateWord } from './clock-sentence.ts';

const now = Date.parse('2026-11-17T14:00:00Z');
const open: Standing = {
  state: 'open',
  clock: null,
  theirs: null,
  asked: null,
  inTheWay: null,
  paused: false,
  owner: null,
  acknowledgedAt: null,
  agreedBy: [],
  whyEnded: null,
  lateSince: null,
  mine: false,
};
const asked: AskedFor = {
  for: 'done',
  by: 'Ben Best',
  byMe: false,
  at: '2026-11-17T13:00:00Z',
  answerers: 'the headteacher',
  reason: null,
  said: null,
  outcome: null,
  agreedBy: [],
  answerBy: null,
  mayAnswer: true,
  mayTakeBack: false,
};

/** What is said of a word; no type allows those that only a later version knows. */
const SAID: Readonly<Record<string, (word: never) => string>> = {
  'the state of a duty': (state) => stateWord({ state, due: now - 1 }, now).word,
  'how a task stands': (state) => taskWord({ ...open, state }, now).word,
  'what was asked': (word) => taskWord({ ...open, asked: { ...asked, for: word } }, now).word,
  'what was asked, in a sentence': (word) =>
    taskLines({ ...open, asked: { ...asked, for: word } }, now).join(' '),
  'what is in the way': (what) => taskWord({ ...open, inTheWay: { what, sentence: '' } }, now).word,
  'what was agreed to': (word) => agreedTo(word),
  'the part that was shared': (part) => partLabel(part),
  'a browser': (browser) => placeName({ browser, system: null }),
  'a system': (system) => placeName({ browser: null, system }),
  'an outage': (what) => wasDown({ what, since: asked.at, until: null }, now),
  'an outage beside a reason': (what) => lateByOutageWords({ what, since: asked.at, until: null }, now),
  'a trial message': (came) => cameOf(came),
};

describe('what a page says of a word that only a later version knows', () => {
  it.each(Object.entries(SAID))('3.3 of %s is plain words', (_what, said) => {
    for (const word of ['laterWord', 'constructor', 'toString'] as never[]) {
      expect(said(word)).toMatch(/^[A-Z“][^{}]*$/);
      expect(said(word)).not.toMatch(/undefined|null|native code|laterWord|constructor|toString/);
    }
  });

  it('3.3 is nothing that could be agreed to, nor that anything is late', () => {
    expect(answersTo('laterWord' as never)).toBeNull();
    expect(stateWord({ state: 'laterWord' as never, due: now - 1 }, now).tone).toBe('plain');
  });

  // Of words that are the page's own, or of answers that are refused whole where they say anything else.
  const OWN_WORDS =
    /^(MONTHS|NUMBERS|LINKED|TAKEN|CALLED|OFFERS|GONE|WORDS|WRITTEN|PART_WORDS|CAME|YEARS_OF_PHASE|RULES)$/;

  it('3.3 is looked up in no table without another answer', () => {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!\.spec)\.ts$/.test(file),
    );
    const bare = files.flatMap((file) =>
      [...readFileSync(`${root}${file}`, 'utf8').matchAll(/\b([A-Z][A-Z_]+)\[[a-z]/g)]
        .filter(([, table = '']) => !OWN_WORDS.test(table))
        .map(([found]) => `${file}: ${found}`),
    );
    expect(bare).toEqual([]);
  });
});
