import { describe, expect, it } from 'vitest';
import { MOST_YAML, readYamlText } from './yaml-text.ts';

const reasonOf = (text: string): string => {
  const read = readYamlText(text);
  return read.ok ? 'it was read' : read.slips.map(({ line, reason }) => `${line}: ${reason}`).join('\n');
};

describe('reading YAML', () => {
  it('knows on which line everything stands', () => {
    const read = readYamlText('a: 1\nsteps:\n  - id: x\n  - id: y\n    owner: [dsl]\n');
    if (!read.ok) throw new Error(JSON.stringify(read.slips));
    expect(read.json).toEqual({ a: 1, steps: [{ id: 'x' }, { id: 'y', owner: ['dsl'] }] });
    expect(read.lineOf('steps.1.owner')).toBe(5);
    expect(read.lineOf('steps.1.missing')).toBe(4);
    expect(read.lineOf('')).toBe(1);
  });

  it('says on which line it is malformed', () => {
    expect(reasonOf('a: 1\nb: [1, 2\n')).toMatch(/^[23]: /);
    for (const text of ['a: 1\nb: Ring: now\n', 'a: 1\nb: { c: Ring: now }\n']) {
      expect(reasonOf(text)).toMatch(/^2: A colon with a space behind it .* in quotes/);
    }
    expect(reasonOf('a: 1\na: 2\n')).toBe('2: "a" stands here a second time.');
  });

  it.each([
    [/does not begin as far in/, '   sentence: Say why\n'],
    [/does not begin as far in/, '      sentence: Say why\n'],
    [
      /does not begin as far in/,
      '   sentence: Say why\n    clock: 1\n    late:\n      - { tell: [ceo] }\n    when: 1\n',
    ],
    [/A colon is missing/, '    sentence Say why\n'],
    [/A colon is missing/, '    sentence Say why\n    clock: 1\n'],
    [/A colon is missing/, '    personal\n'],
    [/a space behind the colon/, '    when:late\n'],
    [/a space behind the dash/, '    -late\n'],
    [/with spaces, not with a tab/, '\tsentence: Say why\n'],
    [/quotes around words that begin with a sign/, '    sentence: *important\n'],
    [/quotes around words that begin with a sign/, '    sentence: **important** to say\n'],
    [/quotes around words that begin with a sign/, '    sentence: @home they say\n'],
    [/quotes around words that begin with a sign/, '    sentence: &c in short\n'],
    [/quotes around words that begin with a sign/, '    sentence: !now ring\n'],
    [/quotes around words that begin with a sign/, '    sentence: - say why\n'],
    [/quotes around words that begin with a sign/, "    sentence: 'yes' is an answer\n"],
    [/What stands behind # is not read/, '    sentence: 50% of it # and more\n'],
    [/What stands behind # is not read/, '    options:\n      coat: A coat # or a bag\n'],
    [/never closed/, '    late: [headteacher, ceo\n    sentence: Say why\n'],
    [/never closed/, '    sentence: "Say why\n    personal: true\n'],
    [/one comma stands between two/, '    late: { tell: [ceo] every: day }\n'],
    [/was not opened/, '    late: [ceo]]\n'],
    [/was not opened/, '    late: [ceo]]\n    when:\n      - a: 1\n'],
    [/bracket opens only where a value begins/, '    late { tell: [ceo] }\n    when: 1\n'],
    [/bracket opens only where a value begins/, '    late { at: { hours: 4 }, tell: ceo, of: us }\n'],
    [/A colon is missing/, '    late\n      - tell: [ceo]\n        at: 1\n    when: 1\n'],
    [/a space behind the dash/, '    late:\n      -tell: [ceo]\n        at: 1\n'],
    [/not the one of the keyboard/, '    sentence:\u00A0Say why\n    when: 1\n'],
    [/not the one of the keyboard/, '\u00A0   sentence: Say why\n    when: 1\n'],
    [/plain dash of the keyboard/, '    late:\n      – tell: [ceo]\n        at: 1\n'],
    [/This line cannot be read from character 5 on/, '    [ceo]: late\n'],
  ])('says %s of a slip in the line where it is: %j', (said, line) => {
    const [reason = '', ...more] = reasonOf(
      `steps:\n  - id: look\n    title: Look\n    owner: [dsl]\n${line}`,
    ).split('\n');
    expect([reason, more]).toEqual([expect.stringMatching(/^[56]: /), []]);
    expect(reason).toMatch(said);
  });

  it('says of a line that goes on from the one above that it, and not that one, may be meant to be new', () => {
    expect(reasonOf('a: One\n b: two\n')).toMatch(/^2: A colon with a space behind it begins something new/);
    expect(reasonOf("a: { b: 'tis one,\n  c: it's two }\n")).toMatch(/^1: Put quotes around words/);
  });

  it('says all that is malformed at once', () => {
    const text = 'a: @home\nb:late\nc: 1\n  d: 2\n';
    expect(reasonOf(text).replaceAll(/: .*/g, '')).toBe('1\n2\n4');
    expect(reasonOf('a: 1\na: 2\ntitle: One # two\n').replaceAll(/: .*/g, '')).toBe('2\n3');
  });

  it('goes on behind a bracket or a quote that is never closed, at the next line that begins something new', () => {
    const text = [
      'steps:',
      '  - owner: [dsl',
      '    title: @Ring',
      '  - owner: [dsl, { a: 1 ]',
      "    late: 'tis late",
      '    after: { done: "look }',
      '      and more',
      '  - { id: look,',
      '    owner: [dsl]',
      '  - id: ring',
      'b:late',
    ].join('\n');
    expect(reasonOf(text).replaceAll(/: .*/g, '')).toBe('2\n3\n4\n5\n6\n8\n11');
    const read = readYamlText("a: [1\nb: 2\nc:\n  - d: 'e\n    f: 3\n");
    expect(read).toMatchObject({ ok: false, rest: { json: { a: NaN, b: 2, c: [{ d: NaN, f: 3 }] } } });
  });

  it('takes no bracket and no quote for one that opens, where it is a letter', () => {
    const words =
      "a: it's [so\nb: |\n  [one\nc: { d: it's, e: 'x, y' } # [\ne: One\n  [two\nf: [g, 'h]', # i]\n  j]\n";
    expect(reasonOf(words)).toBe('it was read');
    expect(reasonOf(`${words}k:late\n`)).toMatch(
      /^\d+: Put a space behind the colon\.$|^\d+: A colon is missing/,
    );
  });

  it('says which bracket opens what a bracket of another kind closes, and where', () => {
    expect(reasonOf('a: 1\nb: [ceo}\nc: *d\n')).toMatch(
      /^2: What opens with \[ at line 2, character 4, is closed with \} at line 2, character 8: .*\n3: Put quotes/,
    );
    expect(reasonOf('a: {\n    b: [c],\n    d: 1\n  ]\ne: 1\n')).toMatch(
      /^1: What opens with \{ at line 1, character 4, is closed with \] at line 4, character 3: [^\n]*$/,
    );
  });

  it('says nothing of a name that may stand where nothing could be read', () => {
    expect(reasonOf('a: [&all 1\nb: *all\n')).toMatch(/^1: .*never closed\.$/);
  });

  it('leaves out comments elsewhere and follows aliases that lead somewhere', () => {
    const read = readYamlText('hours: &h { hours: 4 } # see 2.26\nother: *h\n# a title\ntitle: One\n');
    expect(read).toMatchObject({ json: { hours: { hours: 4 }, other: { hours: 4 }, title: 'One' } });
  });

  it('refuses aliases that stand for billions of values, quickly', () => {
    const levels = Array.from({ length: 30 }, (_, n) =>
      n === 0 ? 'a0: &a0 [x, x]' : `a${n}: &a${n} [*a${n - 1}, *a${n - 1}, *a${n - 1}]`,
    );
    expect(reasonOf(levels.join('\n'))).toBe('1: Its aliases stand for too many values.');
  });

  it('refuses what is nested beyond all measure, however it is written', () => {
    const lines = Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`);
    for (const text of [
      '['.repeat(200_000),
      '{a: '.repeat(9_000),
      `${'- '.repeat(50_000)}x`,
      lines.join('\n'),
    ]) {
      expect(reasonOf(text)).toBe('1: It is nested too deeply.');
    }
    expect(reasonOf('- a\n'.repeat(300))).toBe('it was read');
  });

  it('refuses two documents in one file, in words of its own', () => {
    expect(reasonOf('a: 1\n---\nb: 2\n')).toMatch(/: A file holds one chain or layer\./);
  });

  it.each([
    ['brackets that close', ']', /^2: A bracket is closed here/],
    ['brackets that cross', '[}', /^2: What opens with \[/],
    ['commas', ',', /^2: A quote or a bracket is never closed/],
    ['words in quotes', '"x" ', /^2: Put quotes around words/],
  ])(
    'refuses a hundred thousand %s on a line before anybody has waited',
    (_what, one, says) => {
      const open = one === ',' ? '[' : '';
      expect(reasonOf(`a: 1\nb: ${open}${one.repeat(100_000)}`)).toMatch(says);
    },
    10_000,
  );

  it('refuses ten million characters without looking at them', () => {
    expect(reasonOf('x'.repeat(10_000_000))).toBe(`1: It is longer than ${MOST_YAML} characters.`);
  });

  it('keeps a key called __proto__ as a key, for the language to refuse', () => {
    const read = readYamlText('__proto__: { polluted: true }\n');
    if (!read.ok) throw new Error(JSON.stringify(read.slips));
    expect(Object.keys(read.json as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
