import type { Logger } from '@trustward/observability';
import { describe, expect, it } from 'vitest';
import { keepUp, type Part } from './keep-up.ts';

interface Line {
  readonly level: string;
  readonly sentence: string;
}

function recorder() {
  const lines: Line[] = [];
  const at = (level: string) => (sentence: string) => void lines.push({ level, sentence });
  const log: Logger = {
    ...{ debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    child: () => log,
  };
  const stop = new AbortController();
  return { lines, upkeep: { stage: 'part', stopping: stop.signal, log }, stop };
}

const partThatEnds = (ended: Promise<unknown>, stopped: () => void): Part => ({
  ended,
  stop: () => Promise.resolve(stopped()),
});

describe('keeping a part up', () => {
  it('starts it again when it ends or fails to start, and says so once per outage', async () => {
    const { upkeep, stop, lines } = recorder();
    let starts = 0;
    let stops = 0;
    await keepUp(upkeep, () => {
      starts += 1;
      if (starts === 2 || starts === 3) return Promise.reject(new Error('not there'));
      if (starts === 4) stop.abort();
      return Promise.resolve(
        partThatEnds(starts === 1 ? Promise.resolve() : new Promise(() => undefined), () => (stops += 1)),
      );
    });
    expect([starts, stops]).toEqual([4, 2]);
    expect(lines.map(({ sentence }) => sentence)).toEqual([
      'part is up',
      'part ended; starting it again',
      'part is not up; trying until it is',
      'part is up',
    ]);
  });

  it('stops a part whose end is a failure, and goes on', async () => {
    const { upkeep, stop } = recorder();
    let starts = 0;
    let stops = 0;
    await keepUp(upkeep, () => {
      starts += 1;
      if (starts === 2) stop.abort();
      return Promise.resolve(partThatEnds(Promise.reject(new Error('gone')), () => (stops += 1)));
    });
    expect([starts, stops]).toEqual([2, 2]);
  });

  it('does not start a part when it is already to stop', async () => {
    const { upkeep, stop } = recorder();
    stop.abort();
    await keepUp(upkeep, () => Promise.reject(new Error('must not be asked')));
  });
});
