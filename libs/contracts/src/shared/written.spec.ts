import { describe, expect, it } from 'vitest';
import { isOneLine, line, typed } from './written.ts';
import { concernReport } from '../concern/concern.contract.ts';
import { signIn } from '../session/session.contract.ts';

const says = (text: string): string => {
  const read = line('Enter a name').safeParse(text);
  return read.success ? read.data : (read.error.issues[0]?.message ?? '');
};
const UNSEEN = 'Leave out characters that cannot be seen';

describe('a name or another short answer', () => {
  it.each([
    ['a space', ' \u00A0\u3000'],
    ['no width', '\u200B\u200D\uFEFF\u2060'],
    ['a direction', '\u202E\u2066\u2069\u200F'],
    ['controls', '\u0000\u001F\n'],
    ['marks without a letter', '\uFE0F\u034F'],
    ['letters that are gaps', '\u3164\u2800\u115F'],
  ])('that is nothing but %s is empty', (_what, text) => {
    expect(says(text)).toBe('Enter a name');
  });

  it.each([
    ...['\u0000', '\u0007', '\u001F', '\u007F', '\u0085', '\t', '\n', '\r'],
    ...[
      '\u202A',
      '\u202B',
      '\u202C',
      '\u202D',
      '\u202E',
      '\u2066',
      '\u2067',
      '\u2068',
      '\u2069',
      '\u200E',
      '\u061C',
    ],
    ...[
      '\u200B',
      '\u2060',
      '\uFEFF',
      '\u00AD',
      '\u180E',
      '\u2028',
      '\u2029',
      '\uFFF9',
      '\u{E0041}',
      '\uD800',
    ],
    ...[' \u200D', '1\u200C', 'a\u200D\u200D'],
  ])('is refused with %j inside', (unseen) => {
    expect(says(`Robin${unseen}Smith`)).toBe(UNSEEN);
  });

  it('is refused when it begins with a joiner, which joins nothing', () => {
    expect(says('\u200DRobin')).toBe(UNSEEN);
  });

  it.each([
    ['Persian', 'علی‌رضا'],
    ['Malayalam, whose last letter may end with a joiner', 'മോഹന്\u200D'],
    ['Sinhala', 'ශ්\u200Dරී'],
    ['a picture of several', 'Year 4 👩‍👩‍👧‍👦'],
    ['Arabic', 'محمد'],
    ['marks', 'Zoë O’Brien-Nguyễn'],
    ['a letter of its own', '𠮷田'],
  ])('stays as it was typed: %s', (_what, text) => {
    expect(says(` ${text} `)).toBe(text);
    expect(isOneLine(text)).toBe(true);
  });

  it('is answered at once, however long and nearly right it is', () => {
    const start = performance.now();
    expect(isOneLine(`${'a\u200D'.repeat(100_000)}\u0000`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('an account of several lines', () => {
  const account = (text: string) => concernReport.shape.account.safeParse(text);

  it('keeps its lines, and what was copied with it', () => {
    expect(account('One.\r\n\tTwo: \u202A01632 960 100\u202C.\n').data).toBe(
      'One.\r\n\tTwo: \u202A01632 960 100\u202C.',
    );
  });

  it('is empty when nothing of it can be seen', () => {
    expect(account('\n\u200B\u202E\n').error?.issues[0]?.message).toBe(
      'Write what you saw, heard or were told',
    );
    expect(typed('\n\u200B\n')).toBe('');
  });
});

it('an e-mail address has the same rule', () => {
  const read = signIn.safeParse({ email: 'dsl@\u202Eoakfield.demo', password: 'x' });
  expect(read.error?.issues).toMatchObject([{ path: ['email'], message: UNSEEN }]);
});
