import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Copy, newFolder, processesOf, removeFolders } from './copy.ts';

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

describe('a start that cannot succeed says why in one sentence', () => {
  afterAll(removeFolders);

  it('when the data folder is of a newer version, which it leaves as it was', async () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, 'version.json'), '{"format": 1000}');
    const copy = await Copy.start({ folder });
    expect(await copy.ended()).toBe(3);
    expect(copy.output).toMatch(sentence('newer version .*update this copy'));
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

  it('when no Temporal server can be had, before anything is started', async () => {
    const copy = await Copy.start({ env: withoutTemporal(newFolder()) });
    expect(await copy.ended()).toBe(3);
    expect(copy.output).toMatch(
      /No Temporal server can be had here .*Go 1\.26.*TRUSTWARD_TEMPORAL_ADDRESS\.\n$/,
    );
    expect(existsSync(path.join(copy.folder, 'postgres', 'cluster'))).toBe(false);
    expect(processesOf(copy.folder)).toEqual([]);
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
