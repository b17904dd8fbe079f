import { freePort, isFree } from '@trustward/infra/ports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Copy, clearAway, newFolder, processesOf } from './copy.ts';

const STOP_WITHIN_MS = 10_000;
/** As where the dependencies took an hour to install. */
const AN_HOUR_AGO = `Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin - 3_600_000 })`;

describe('a running copy', () => {
  let first: Copy;
  let second: Copy;

  beforeAll(async () => {
    const nodeFlags = ['--import', `data:text/javascript,${encodeURIComponent(AN_HOUR_AGO)}`];
    first = await (await Copy.start({ nodeFlags })).untilRunning();
  });

  afterAll(clearAway);

  it('says how long it took from when npm start began, installing and all', () => {
    expect(first.output).toMatch(/ready in 36\d\d\.\d s/);
  });

  it('refuses a second start on its folder in one sentence and runs on', async () => {
    const other = await Copy.start({ folder: first.folder });
    expect(await other.ended()).not.toBe(0);
    expect(other.output).toMatch(/^Trustward is already running on \S+ \(process \d+\): [^\n]+\n$/);
    expect(await first.isReady()).toBe(true);
  });

  it('runs beside another copy with a folder and a port of its own', async () => {
    second = await (await Copy.start()).untilRunning();
    expect(second.address).not.toBe(first.address);
    expect([await first.isReady(), await second.isReady()]).toEqual([true, true]);
  });

  it('names the remedy when its port is wanted by another', async () => {
    const other = await Copy.start({ port: first.port, folder: newFolder() });
    expect(await other.ended()).toBe(3);
    expect(other.output).toMatch(/^Port \d+ is taken by another program: .*--port.*\n$/);
    const [, named] = /--port (\d+)/.exec(other.output) ?? [];
    expect(await isFree(Number(named))).toBe(true);
    expect(processesOf(other.folder)).toEqual([]);
  });

  it('that wants the port at the same moment as another runs, or says that it is taken; never both', async () => {
    const port = await freePort();
    const both = await Promise.all([newFolder(), newFolder()].map((folder) => Copy.start({ port, folder })));
    const ends = await Promise.all(
      both.map((copy) => Promise.race([copy.untilRunning().then(() => 'runs'), copy.ended()])),
    );
    expect(ends.sort()).toEqual([3, 'runs']);
    const loser = both.find((copy) => copy.address === '');
    expect(loser?.output.trim().split('\n').at(-1)).toMatch(
      /^Port \d+ is taken by another program: .*--port/,
    );
    for (const copy of both) await copy.interrupt();
    expect(both.flatMap((copy) => processesOf(copy.folder))).toEqual([]);
  });

  it.each([
    ['postgres', 'PostgreSQL'],
    ['temporal', 'Temporal'],
    ['api', 'The API'],
    ['worker', 'The worker'],
  ])('starts %s again when it is killed, says so and is ready again', async (name, title) => {
    const before = second.pidOf(name);
    process.kill(before, 'SIGKILL');
    await second.untilSaid(new RegExp(`${title} ended by itself; starting it again`));
    await second.untilSaid(new RegExp(`${title} was started again`));
    expect(second.pidOf(name)).not.toBe(before);
    await expect.poll(() => second.isReady(), { timeout: 30_000, interval: 200 }).toBe(true);
  });

  it('ends on Ctrl-C within ten seconds and leaves no process behind', async () => {
    expect(processesOf(second.folder).length).toBeGreaterThan(4);
    const began = Date.now();
    expect(await second.interrupt()).toBe(0);
    expect(Date.now() - began).toBeLessThan(STOP_WITHIN_MS);
    expect(processesOf(second.folder)).toEqual([]);
  });
});
