import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likenessesOf, mayBeTheSame } from './likeness.ts';
import type { Likeness } from './likeness.ts';

const called = (name: string, over: Partial<Likeness> = {}): Likeness => ({
  name,
  email: '',
  mailboxShared: false,
  ...over,
});
const areAlike = (one: string, other: string): boolean => mayBeTheSame(called(one), called(other));

describe('two people may be the same', () => {
  it.each([
    ['Dana Hart', 'DANA HART', 'case'],
    ['Zoë Brontë', 'Zoe Bronte', 'accents'],
    ['Søren Łukasz Weiß', 'Soren Lukasz Weiss', 'letters of other languages'],
    ['Dana  Hart ', 'Dana Hart', 'spacing'],
    ["Siobhán O'Neill", 'Siobhan O’Neill', 'apostrophes'],
    ['Ann Smith-Jones', 'Ann Smith Jones', 'hyphens'],
    ['Mrs. Dana Hart', 'Dana Hart', 'titles'],
    ['Hart, Dana', 'Dana Hart', 'order'],
    ['Dana J. Hart', 'Dana Hart', 'initials'],
    ['Liz Hart', 'Elizabeth Hart', 'a short form'],
    ['Liz Hart', 'Beth Hart', 'two short forms of one name'],
    ['Alex Hart', 'Alexandra Hart', 'a short form in doubt'],
    ['Sir Alex Hart', 'hart, alexander', 'several at once'],
  ])('%s and %s, but for %s', (one, other) => {
    expect(areAlike(one, other)).toBe(true);
  });

  it('where they have one mailbox, whatever they are called', () => {
    const one = called('Dana Hart', { email: 'D.Hart@School.test ' });
    const other = called('Mrs Bell', { email: 'd.hart+work@school.test' });
    expect(mayBeTheSame(one, other)).toBe(true);
    expect(mayBeTheSame({ ...one, mailboxShared: true }, other)).toBe(false);
  });

  it.each([
    ['Dana Hart', 'Dana Bell'],
    ['Dana Hart', 'Dina Hart'],
    ['Alexander Hart', 'Alexandra Hart'],
    ['J Hart', 'K Hart'],
    ['Dr', 'Mr'],
    ['', ''],
    ['…', '!'],
  ])('but not %s and %s', (one, other) => {
    expect(areAlike(one, other)).toBe(false);
  });
});

const word = fc.constantFrom(
  'Liz',
  'Alex',
  'Sam',
  'Chris',
  'Jo',
  'Hart',
  'Bell',
  'Ōkafor',
  "O'Hara",
  'Smith-Jones',
);
const words = fc.array(word, { minLength: 2, maxLength: 9 });
const anybody = fc.record({
  name: fc.oneof(
    fc.string({ unit: 'grapheme' }),
    words.map((them) => them.join(' ')),
  ),
  email: fc.oneof(fc.constant(''), fc.emailAddress()),
  mailboxShared: fc.boolean(),
});

describe('likeness', () => {
  it('goes both ways, and anybody with a name is like themselves', () => {
    fc.assert(
      fc.property(anybody, anybody, (one, other) => {
        expect(mayBeTheSame(one, other)).toBe(mayBeTheSame(other, one));
        expect(mayBeTheSame(one, one)).toBe(likenessesOf(one).length > 0);
      }),
    );
  });

  it('does not hang on order, case, composition or a title, however many short forms there are', () => {
    fc.assert(
      fc.property(
        words.chain((them) =>
          fc.tuple(fc.constant(them), fc.shuffledSubarray(them, { minLength: them.length })),
        ),
        fc.constantFrom('', 'Mr ', 'DR. ', 'Prof  '),
        ([them, shuffled], title) => {
          const other = `${title}${shuffled.join(',  ').toUpperCase()}`.normalize('NFD');
          expect(likenessesOf(called(other))).toEqual(likenessesOf(called(them.join(' '))));
        },
      ),
    );
  });

  it('is kept by few marks', () => {
    fc.assert(
      fc.property(anybody, (one) => {
        expect(likenessesOf(one).length).toBeLessThanOrEqual(65);
      }),
    );
  });
});
