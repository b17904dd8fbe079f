import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Outcome } from '../../reliability/run-schedule.ts';
import type { Schedule } from '../../reliability/schedule.ts';

interface Line extends Outcome {
  /** Of the schedule: a seed that stands for another one now has not been run. */
  readonly schedule: string;
}

/** The outcomes of schedules, a line each, so that a run that was broken off goes on where it was. */
export class Results {
  readonly #file: string;
  readonly #lines = new Map<string, Line>();

  private constructor(file: string, lines: readonly Line[]) {
    this.#file = file;
    for (const line of lines) this.#lines.set(line.schedule, line);
  }

  static async in(file: string): Promise<Results> {
    await mkdir(path.dirname(file), { recursive: true });
    // There is none before the first run.
    const text = await readFile(file, 'utf8').catch(() => '');
    const whole = text.split('\n').filter((line) => line.endsWith('}'));
    return new Results(
      file,
      whole.map((line) => JSON.parse(line) as Line),
    );
  }

  of(schedule: Schedule): Outcome | null {
    return this.#lines.get(nameOf(schedule)) ?? null;
  }

  async add(schedule: Schedule, outcome: Outcome): Promise<void> {
    const line = { ...outcome, schedule: nameOf(schedule) };
    this.#lines.set(line.schedule, line);
    await appendFile(this.#file, `${JSON.stringify(line)}\n`);
  }
}

const nameOf = (schedule: Schedule): string =>
  createHash('sha256').update(JSON.stringify(schedule)).digest('base64url');
