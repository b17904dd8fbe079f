import { describe, expect, it } from 'vitest';
import { answerTo } from './answer.ts';
import { answerAll } from './due.ts';

async function* pieces(...all: readonly string[]): AsyncGenerator<string> {
  for (const piece of all) yield await Promise.resolve(piece);
}

interface Said {
  readonly due?: string | null;
  readonly local?: string;
  readonly why?: string;
  readonly provisional?: boolean;
  readonly error?: string;
}
const asked = (line: object): Said => answerTo(JSON.stringify(line)) as Said;

async function answers(...chunks: readonly string[]): Promise<{ bad: number; lines: Said[] }> {
  const lines: Said[] = [];
  const bad = await answerAll(pieces(...chunks), { answer: (line) => lines.push(JSON.parse(line) as Said) });
  return { bad, lines };
}

const START = '2026-03-27T16:00:00Z';

/** A line with a calendar of its own, whose clocks on the wall change so. */
const withOffsets = (offsets: string): string =>
  `{"start":"${START}","clock":{"hours":1},"calendar":{"name":"x","from":20000,"to":20400,"holidays":[],"offsets":${offsets}}}`;

describe('a line of clock due', () => {
  it('is answered with the first instant that is late, the same in words, and why', () => {
    expect(asked({ start: START, clock: { within: { workingDays: 1 }, from: 'awareness' } })).toEqual({
      due: '2026-03-30T23:00:00.000Z',
      local: 'by the end of Mon 30 Mar 2026',
      why: '1 working day from Fri 27 Mar 2026, 16:00: by the end of Mon 30 Mar 2026 (weekends do not count).',
      provisional: false,
    });
  });

  it('takes a start in local time with its offset, and a limit alone for a clock', () => {
    expect(asked({ start: '2026-04-02T16:30:00+01:00', clock: { hours: 24 } })).toMatchObject({
      due: '2026-04-03T15:30:00.000Z',
      local: 'before 16:30 on Fri 3 Apr 2026',
    });
  });

  it('takes a clock as a chain writes it, with everything that does not move it', () => {
    const clock = {
      within: { sooner: [{ hours: 24 }, { workingDays: 1 }] },
      from: { done: 'verbal-referral' },
      setBy: 'writtenReferral',
      whose: 'socialCare',
      close: { at: '17:00' },
      mayPause: { reasons: { asked: 'They asked' }, by: ['dsl'], agreedBy: ['headteacher'] },
    };
    expect(asked({ start: START, clock })).toMatchObject({ due: '2026-03-28T16:00:00.000Z' });
  });

  it('counts back from the date of an event', () => {
    const clock = { before: { workingDays: 2 }, event: 'conference' };
    const answer = { due: '2026-11-17T00:00:00.000Z', local: 'by the end of Mon 16 Nov 2026' };
    expect(asked({ clock, event: '2026-11-19' })).toMatchObject(answer);
    expect(asked({ clock, start: '2026-11-19T14:00:00Z' })).toMatchObject(answer);
  });

  it('takes holidays, moved holidays, terms and INSET days along', () => {
    const calendar = {
      holidays: ['2026-11-17'],
      terms: [['2026-09-02', '2026-12-18']],
      insetDays: ['2026-11-18'],
      schoolDayStarts: '08:45',
    };
    const start = '2026-11-16T10:00:00Z';
    expect(asked({ start, clock: { workingDays: 1 }, calendar })).toMatchObject({
      local: 'by the end of Wed 18 Nov 2026',
    });
    expect(asked({ start, clock: { schoolDays: 1 }, calendar })).toMatchObject({
      local: 'by the end of Thu 19 Nov 2026',
      provisional: false,
    });
    expect(asked({ start, clock: { beforeNext: 'schoolDay' }, calendar })).toMatchObject({
      local: 'before 08:45 on Thu 19 Nov 2026',
    });
    expect(
      asked({
        start: '2020-05-01T10:00:00Z',
        clock: { workingDays: 5 },
        calendar: { notHolidays: ['2020-05-08'] },
      }),
    ).toMatchObject({ local: 'by the end of Fri 8 May 2020' });
  });

  it('says that it is provisional where no term dates are known', () => {
    const answer = asked({ start: START, clock: { schoolDays: 1 } });
    expect(answer).toMatchObject({ due: '2026-03-30T23:00:00.000Z', provisional: true });
    expect(answer.why).toContain('no term dates are known, so working days stand in and this is provisional');
  });

  it.each(['1990-05-01T09:00:00Z', '2041-05-01T09:00:00Z'])(
    'says that it is provisional where nobody knows when clocks change: %s',
    (start) => {
      const said = asked({ start, clock: { hours: 1 } });
      expect(said.provisional).toBe(true);
      expect(said.why).toMatch(/known from 1996 to 2040 only, so this is provisional\.$/);
    },
  );

  it('has no due while a pause has no end, and a later one when it has', () => {
    const line = { start: START, clock: { hours: 4 } };
    expect(asked({ ...line, pauses: [{ from: '2026-03-27T17:00:00Z', to: null }] })).toMatchObject({
      due: null,
      local: 'not due while it stands still',
    });
    expect(
      asked({ ...line, pauses: [{ from: '2026-03-27T17:00:00Z', to: '2026-03-27T18:00:00Z' }] }),
    ).toMatchObject({ due: '2026-03-27T21:00:00.000Z' });
  });

  it.each([
    ['', 'The line is empty.'],
    ['{"start":', 'The line is not JSON'],
    ['[]', 'The line: '],
    ['{"clock":{"hours":1}}', 'start: Say when the clock starts.'],
    ['{"clock":{"before":{"hours":1}}}', 'event: Say the date'],
    [`{"start":"${START}"}`, 'clock: Write a clock'],
    ['{"start":"2026-03-27T16:00:00","clock":{"hours":1}}', 'start: Write an instant with its offset'],
    ['{"start":"2026-02-30T16:00:00Z","clock":{"hours":1}}', 'start: Write an instant with its offset'],
    [`{"start":"${START}","clock":{"hours":0}}`, 'clock.hours: There must be more than 0 here.'],
    [`{"start":"${START}","clock":{"hours":1,"days":2}}`, 'clock knows no "days".'],
    [`{"start":"${START}","clock":{"within":{"hours":1},"holds":1}}`, 'clock knows no "holds".'],
    [`{"start":"${START}","clock":{"hours":1},"Calendar":{}}`, 'A line knows no "Calendar".'],
    [
      `{"start":"${START}","clock":{"hours":1},"calendar":{"bankHolidays":[]}}`,
      'calendar knows no "bankHolidays".',
    ],
    [
      `{"start":"${START}","clock":{"hours":1},"calendar":{"terms":[["2026-09-02","2026-09-01"]]}}`,
      'calendar.terms: Each term ends',
    ],
    [
      `{"start":"${START}","clock":{"hours":1},"calendar":{"holidays":["1999-01-04"]}}`,
      'calendar: England is known',
    ],
    [
      `{"start":"${START}","clock":{"hours":1},"calendar":{"terms":[["2026-09-02","2026-10-23"],["2026-10-23","2026-12-18"]]}}`,
      'calendar.terms: Each term ends',
    ],
    [withOffsets('[[10,0],[0,60]]'), 'calendar.offsets: Each change of the clocks comes after the one'],
    [withOffsets('[[10,0],[10,60]]'), 'calendar.offsets: Each change of the clocks comes after the one'],
    [withOffsets('[[0,1440]]'), 'calendar.offsets: No place on earth is a whole day from UTC.'],
    [withOffsets('[[0,-1440]]'), 'calendar.offsets: No place on earth is a whole day from UTC.'],
    [
      `{"start":"${START}","clock":{"hours":1},"pauses":[{"from":"today","to":null}]}`,
      'pauses.0.from: Write an instant',
    ],
    [
      `{"start":"${START}","clock":{"hours":1},"pauses":[{"from":"2026-03-27T18:00:00Z","to":"2026-03-27T17:00:00Z"}]}`,
      'pauses.0: A pause ends before it begins.',
    ],
    [`{"start":"${START}","clock":${'{"sooner":['.repeat(9_000)}0${']}'.repeat(9_000)}}`, ''],
    [`{"start":"${START}","clock":{"__proto__":{"hours":1}}}`, 'clock'],
  ])('is refused with a sentence (case %#)', (line, sentence) => {
    const answer = answerTo(line) as Said;
    expect(answer.due).toBeUndefined();
    expect(answer.error?.slice(0, sentence.length)).toBe(sentence);
  });
});

describe('clock due', () => {
  const good = `{"start":"${START}","clock":{"hours":24}}`;

  it('answers each line in order, and goes on after a bad one', async () => {
    const { bad, lines } = await answers(`${good}\nnot JSON\n${good}`);
    expect([bad, lines.length]).toEqual([1, 3]);
    expect(lines.map((line) => 'error' in line)).toEqual([false, true, false]);
  });

  it('does not mind where its input is cut', async () => {
    const whole = `${good}\n${good}\r\n`;
    for (const at of [1, 20, good.length, good.length + 1, good.length + 2]) {
      const { bad, lines } = await answers(whole.slice(0, at), whole.slice(at));
      expect([bad, lines.length]).toEqual([0, 2]);
    }
  });

  it('keeps nothing of a line that is too long, and goes on after it', async () => {
    const long = Array.from({ length: 50 }, () => 'x'.repeat(50_000));
    const { bad, lines } = await answers(...long, `\n${good}\n`);
    expect([bad, lines.length]).toEqual([1, 2]);
    expect(lines[0]).toEqual({ error: 'The line is too long.' });
  });

  it('answers nothing with nothing', async () => {
    expect(await answers()).toEqual({ bad: 0, lines: [] });
  });
});
