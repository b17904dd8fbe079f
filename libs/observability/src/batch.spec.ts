import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Batch } from './batch.ts';

describe('lines on their way out', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function batch() {
    const written: string[] = [];
    return { written, batch: new Batch({ write: (lines: string) => void written.push(lines) }) };
  }

  it('go together, in their order, within a tenth of a second', () => {
    const { batch: it, written } = batch();
    it.write('one\n');
    it.write('two\n');
    expect(written).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(written).toEqual(['one\ntwo\n']);
    it.write('three\n');
    vi.advanceTimersByTime(100);
    expect(written).toEqual(['one\ntwo\n', 'three\n']);
  });

  it('go at once when asked, and once only', () => {
    const { batch: it, written } = batch();
    it.write('one\n');
    it.flush();
    it.flush();
    vi.advanceTimersByTime(1_000);
    expect(written).toEqual(['one\n']);
  });

  it('never gather without bound', () => {
    const { batch: it, written } = batch();
    for (let n = 0; n < 40; n += 1) it.write('x'.repeat(1_000));
    expect(written.map((lines) => lines.length)).toEqual([17_000, 17_000]);
  });
});
