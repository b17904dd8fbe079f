import { describe, expect, it } from 'vitest';
import { appointed, FRIDAY, POSTS, Walk } from '../test/walk.ts';

const HOUR = 3_600_000;
const DAY = 24;
const YEAR = 365 * DAY;

/** Whatever of these is owed is done, round after round, so many hours from the start. */
function doAgain(walk: Walk, steps: Readonly<Record<string, string | undefined>>, hours: number): void {
  walk.pass(hours);
  for (const key of walk.owed()) {
    const [step = ''] = key.split('.');
    if (!Object.hasOwn(steps, step)) continue;
    const outcome = steps[step];
    walk.done(key, hours, outcome === undefined ? {} : { outcome });
  }
}

/** The police look at it for most of a year and are asked every fortnight; it is reviewed every four weeks. */
function aYear(): Walk {
  const walk = new Walk('allegation-about-an-adult', {
    facts: { 'in-danger-now': 'no', 'about-a-child': 'yes', 'works-as': 'supply' },
  })
    .done('take-charge', 1, { learned: appointed(POSTS.headteacher, { teacher: 'yes' }) })
    .done('contact-designated-officer', 2)
    .done('child-looked-after', 3)
    .done('weigh-harm', 3, { outcome: 'met' })
    .done('written-record', 4)
    .done('tell-trust', 4)
    .done('tell-employer', 5)
    .done('consider-suspension', 5, { outcome: 'suspended' })
    .done('officer-answer', 20, { outcome: 'police-first' });
  for (let week = 1; week < 48; week += 1) {
    const told = week < 20 ? 'nobody-yet' : 'both';
    const acts = { 'who-is-told': told, 'chase-police': undefined, 'tell-person': undefined };
    doAgain(walk, { ...acts, 'tell-family': undefined }, week * 7 * DAY);
    if (week % 4 === 0) doAgain(walk, { 'review-progress': undefined }, week * 7 * DAY);
  }
  walk.done('police-result', 340 * DAY, { outcome: 'school-may-act' });
  walk.pass(YEAR);
  return walk;
}

describe('the state of a case', () => {
  it('is plain JSON of some tens of kilobytes when an allegation has run for a year', () => {
    const { state } = aYear();
    const text = JSON.stringify(state);
    expect(JSON.parse(text)).toEqual(state);
    expect((state.playedTo - FRIDAY) / HOUR).toBe(YEAR);
    expect(Object.keys(state.duties).length).toBeGreaterThan(80);
    // People go by ids of 36 letters, not by the short names of a test.
    const people = Object.values(POSTS);
    const kept = people.reduce((soFar, name) => soFar.replaceAll(`"${name}"`, `"${'0'.repeat(36)}"`), text);
    expect(kept.length).toBeLessThan(60_000);
  });
});
