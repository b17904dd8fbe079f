import { isFull } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import type { Running } from './running.ts';
import { forget, record } from './records.ts';
import { line, seconds } from './say.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const CALM_AFTER_MS = 60_000;

export interface Job {
  /** Names its log and its record: `api`. */
  readonly name: string;
  /** Names it to people: `The API`. */
  readonly title: string;
  start(): Promise<Running>;
}

/** Keeps one job running: what dies is started again, later each time, and said so. */
export class Supervised {
  readonly #job: Job;
  readonly #folder: DataFolder;
  #running: Running | undefined;
  #stopping = false;
  #starting: Promise<void> | undefined;
  #wait: { wake: () => void } | undefined;
  /** How often it ended by itself since the last calm minute. */
  deaths = 0;

  constructor(job: Job, folder: DataFolder) {
    this.#job = job;
    this.#folder = folder;
  }

  get name(): string {
    return this.#job.name;
  }

  async start(): Promise<void> {
    const running = await this.#job.start();
    this.#running = running;
    await this.#record(running);
    void this.#watch(running, Date.now());
    if (this.#stopping) await running.stop();
  }

  /** One that cannot be noted, as on a full disk, must not run: nobody would find it after a kill. */
  async #record(running: Running): Promise<void> {
    try {
      record(this.#folder, this.name, running.pid);
    } catch (error) {
      // Writing is the only way to learn that there is no room.
      this.#running = undefined;
      await running.stop();
      throw error;
    }
  }

  /** Replaces the running process by a new one, as after a rebuild. */
  async restart(): Promise<void> {
    const old = this.#running;
    this.#running = undefined;
    await old?.stop();
    if (!this.#stopping) await this.start();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wait?.wake();
    await this.#starting?.catch(() => undefined);
    await this.#running?.stop();
    forget(this.#folder, this.name);
  }

  async #watch(running: Running, began: number): Promise<void> {
    await running.ended;
    if (this.#stopping || this.#running !== running) return;
    this.deaths = Date.now() - began > CALM_AFTER_MS ? 1 : this.deaths + 1;
    this.#starting = this.#revive();
    await this.#starting;
  }

  async #revive(): Promise<void> {
    for (;;) {
      const wait = Math.min(FIRST_WAIT_MS * 2 ** (this.deaths - 1), LONGEST_WAIT_MS);
      line(
        `${this.#job.title} ended by itself; starting it again in ${seconds(wait)}. Its log: ${this.#folder.log(this.name)}`,
      );
      if (isFull(this.#folder)) line(`The disk of ${this.#folder.path} is full: free some space.`);
      await this.#pause(wait);
      if (this.#stopping) return;
      try {
        await this.start();
        line(`${this.#job.title} was started again.`);
        return;
      } catch (error) {
        // It could not even be started; the next try comes later.
        line(`${this.#job.title} did not start: ${error instanceof Error ? error.message : String(error)}`);
        this.deaths += 1;
      }
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wait = {
        wake: () => {
          clearTimeout(timer);
          resolve();
        },
      };
    });
  }
}
