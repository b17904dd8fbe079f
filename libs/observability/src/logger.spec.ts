import { spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';

function logged(level: 'info' | 'warn' = 'info') {
  const lines: string[] = [];
  const logger = createLogger({
    process: 'test',
    level,
    to: { write: (line: string) => void lines.push(line) },
  });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('a log line', () => {
  it('carries its sentence and the fields that are on the list', () => {
    const { logger, last } = logged();
    logger.info('A case was woken.', { caseId: 'c-1', latenessMs: 12 });
    expect(last()).toMatchObject({
      message: 'A case was woken.',
      caseId: 'c-1',
      latenessMs: 12,
      process: 'test',
    });
  });

  it('drops every other field, and whatever is inside one', () => {
    const { logger, lines } = logged();
    logger.child({ name: 'Jamie Corrigan' }).warn('Refused.', {
      email: 'jamie@example.test',
      code: { inside: 'Jamie Corrigan' },
    });
    expect(lines.join()).not.toMatch(/Jamie|example\.test/i);
  });

  it('keeps of an error its kind, code and frames, and not its message', () => {
    const { logger, last, lines } = logged();
    const error = Object.assign(new TypeError('duplicate key (name)=(Jamie Corrigan)'), { code: '23505' });
    logger.error('A statement failed.', { err: error });
    expect(last()['err']).toMatchObject({ name: 'TypeError', code: '23505' });
    expect(lines.join()).not.toContain('Jamie');
  });

  it('keeps no line of a message that looks like a frame', () => {
    const { logger, last, lines } = logged();
    const said = 'refused: "He hit her\n    at Elm Cottage, Jamie told me\n    at home (see page:4:2)"';
    const error = new Error(said);
    logger.error('A statement failed.', { err: error });
    error.message = 'changed since';
    logger.error('Once more.', { err: error });
    expect(lines.join()).not.toMatch(/Jamie/);
    expect(last()['err']).toHaveProperty(
      'at',
      expect.arrayContaining([expect.stringContaining('logger.spec')]),
    );
  });

  it('is not written below the level', () => {
    const { logger, lines } = logged('warn');
    logger.info('Quiet.');
    expect(lines).toEqual([]);
  });
});

describe.skipIf(!existsSync('/dev/full'))('a log on a full disk', () => {
  it('ends nobody who writes it', () => {
    const logger = new URL('./logger.ts', import.meta.url).href;
    const program = `
      const { createLogger } = await import(${JSON.stringify(logger)});
      const logger = createLogger({ process: 'test', level: 'info' });
      logger.error('one');
      logger.info('two');
      setTimeout(() => { logger.error('three'); process.stderr.write('alive'); }, 150);`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, 'alive']);
  });
});
