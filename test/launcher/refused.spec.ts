import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Copy, clearAway, newFolder, processesOf } from './copy.ts';

const sentence = (words: string) => new RegExp(`^[^\\n]*${words}[^\\n]*\\n$`);

/** Neither Temporal nor Go on the PATH, nothing cached, and a network that refuses. */
function withoutTemporal(cache: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: path.dirname(process.execPath),
    TRUSTWARD_CACHE_DIR: cache,
    HTTPS_PROXY: 'http://127.0.0.1:9',
    ALL_PROXY: 'http://127.0.0.1:9',
  };
}

/** What every disk says of its room, from the given question on; a disk of that size needs root. */
function withRoomFor(questions: number): readonly string[] {
  const patch = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const real = fs.statfsSync;
    let asked = 0;
    fs.statfsSync = (at) => ({ ...real(at), ...(asked++ < ${questions} ? {} : { bavail: 0 }) });
    syncBuiltinESMExports();`;
  return ['--import', `data:text/javascript,${encodeURIComponent(patch)}`];
}

/** A Go that is new enough and can fetch nothing. */
function goWithoutNetwork(): string {
  const folder = newFolder();
  const answer =
    'if [ "$1" = env ]; then echo go1.26.4; else echo "dial tcp: network is unreachable" >&2; exit 1; fi';
  writeFileSync(path.join(folder, 'go'), `#!/bin/sh\n${answer}\n`, { mode: 0o755 });
  return folder;
}

describe('a start that cannot succeed says why in one sentence', () => {
  afterAll(clearAway);

  it('when the data folder is of a newer version, which it leaves as it was', async () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, 'version.json'), '{"format": 1000}');
    const copy = await Copy.start({ folder });
    expect(await copy.ended()).toBe(3);
    expect(copy.output).toMatch(sentence('newer version .*update this copy'));
    expect(readdirSync(folder)).toEqual(['version.json']);
  });

  it('when the data folder is of an earlier version whose database cannot be carried over', async () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, 'version.json'), '{"format": 1}');
    const copy = await Copy.start({ folder });
    expect(await copy.ended()).toBe(3);
    expect(copy.output).toMatch(sentence('earlier version, .*begin anew with --fresh, which deletes'));
    expect(readdirSync(folder)).toEqual(['version.json']);
  });

  it('when the data folder holds something else', async () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, 'thesis.txt'), 'irreplaceable');
    const copy = await Copy.start({ folder });
    expect(await copy.ended()).toBe(3);
    expect(copy.output).toMatch(sentence('not Trustward.s: give an empty folder with --data'));
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });

  it('when the data folder cannot be written', async () => {
    const parent = newFolder();
    // Root may write into any folder, but not into a folder below a file.
    const folder = path.join(parent, process.getuid?.() === 0 ? 'file' : 'closed', 'data');
    if (process.getuid?.() === 0) writeFileSync(path.dirname(folder), '');
    else mkdirSync(path.dirname(folder));
    chmodSync(path.dirname(folder), 0o444);
    const copy = await Copy.start({ folder });
    expect(await copy.ended()).toBe(3);
    expect(copy.output).toMatch(
      sentence('(is not writable|is a file, so no folder can be made in it): .*--data'),
    );
  });

  it.runIf(existsSync('/proc'))(
    'when the data folder is none that keeps files, of which no disk is full',
    async () => {
      const copy = await Copy.start({ folder: '/proc/trustward' });
      expect(await copy.ended()).toBe(3);
      expect(copy.output).toMatch(sentence('/proc/trustward (cannot be written|is not writable): .*--data'));
    },
  );

  it('when no Temporal server can be had, before anything is built or made; again too, where its cache lies there', async () => {
    const folder = newFolder();
    const cache = path.join(folder, 'cache');
    mkdirSync(cache);
    const copy = await Copy.start({ folder, env: withoutTemporal(cache) });
    expect(await copy.ended()).toBe(3);
    expect(copy.output).toMatch(
      /No Temporal server can be had here .*Go 1\.26.*TRUSTWARD_TEMPORAL_ADDRESS\.\n$/,
    );
    expect(copy.output).not.toContain('Building');
    expect(readdirSync(folder)).toEqual(['cache']);
    expect(processesOf(copy.folder)).toEqual([]);
  });

  it.each([
    ['TRUSTWARD_TEMPORAL_ADDRESS', '127.0.0.1:9', 'No Temporal server answers at 127\\.0\\.0\\.1:9'],
    [
      'TRUSTWARD_DATABASE_URL',
      'postgres://owner:secret@127.0.0.1:9/trustward',
      'No PostgreSQL answers at 127\\.0\\.0\\.1:9',
    ],
  ])('when nothing answers at %s, before anything is made', async (name, given, words) => {
    const copy = await Copy.start({ env: { ...process.env, [name]: given } });
    expect(await copy.ended()).toBe(3);
    expect(copy.output).toMatch(sentence(`${words}: start it, or correct ${name}, `));
    expect(readdirSync(copy.folder)).toEqual([]);
  });

  it('when the Temporal server cannot be built either', async () => {
    const env = withoutTemporal(newFolder());
    const copy = await Copy.start({ env: { ...env, PATH: `${env['PATH'] ?? ''}:${goWithoutNetwork()}` } });
    expect(await copy.ended()).toBe(3);
    expect(copy.output).toMatch(
      /\nNo Temporal server can be had here \([^\n]+network is unreachable\): [^\n]+\n$/,
    );
    expect(readdirSync(copy.folder)).toEqual([]);
  });

  it('when the disk is full, before anything is written', async () => {
    const copy = await Copy.start({ nodeFlags: withRoomFor(0) });
    expect(await copy.ended()).toBe(3);
    expect(copy.output).toMatch(sentence('is full \\(0 MB free, 400 MB needed\\): free some space'));
    expect(readdirSync(copy.folder)).toEqual([]);
  });

  it('when the disk fills on the way, and starts once there is room again', async () => {
    const copy = await Copy.start({ nodeFlags: withRoomFor(1) });
    expect(await copy.ended()).toBe(3);
    expect(copy.output).toMatch(/\nThe disk of \S+ is full: free some space and run this again\.\n$/);
    expect(processesOf(copy.folder)).toEqual([]);
    const again = await (await Copy.start({ folder: copy.folder })).untilRunning();
    expect(await again.interrupt()).toBe(0);
  });

  it('when Node is too old', async () => {
    const older = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.8"})';
    const copy = await Copy.start({ nodeFlags: ['--import', older] });
    expect(await copy.ended()).toBe(3);
    expect(copy.output).toMatch(sentence('needs Node 20 or later'));
  });

  it('when the command line is not understood', async () => {
    const copy = await Copy.start({ port: 70_000 });
    expect(await copy.ended()).toBe(2);
    expect(copy.output).toMatch(sentence('--port 70000 is not a port'));
  });
});
