import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addressPlace } from './address-place.ts';
import { folderPlace } from './folder-place.ts';

const TRUST = '01981f1e-0000-7000-8000-000000000001';

describe('a folder of heads', () => {
  it('is made when it is first needed, for its owner alone, and only ever added to', async () => {
    const above = await mkdtemp(path.join(tmpdir(), 'trustward-heads-'));
    onTestFinished(() => rm(above, { recursive: true, force: true }));
    const folder = path.join(above, 'a', 'heads');
    const place = folderPlace(folder);
    await place.keep(TRUST, ['{"seq":1}', '{"seq":2}']);
    await place.keep(TRUST, ['{"seq":3}']);
    const file = path.join(folder, `${TRUST}.jsonl`);
    expect(await readFile(file, 'utf8')).toBe('{"seq":1}\n{"seq":2}\n{"seq":3}\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });
});

describe('an address that takes heads', () => {
  async function anAddress(status: number) {
    const taken: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        taken.push(`${request.method ?? ''} ${request.url ?? ''} ${body}`);
        response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('thank you');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { taken, place: addressPlace(`http://127.0.0.1:${(server.address() as AddressInfo).port}/heads`) };
  }

  it('is given a line for each, under the id of their trust', async () => {
    const { taken, place } = await anAddress(204);
    await place.keep(TRUST, ['{"seq":1}', '{"seq":2}']);
    expect(taken).toEqual([`POST /heads/${TRUST}.jsonl {"seq":1}\n{"seq":2}\n`]);
  });

  it.each([500, 403, 302])(
    'has not kept them when it answers %i, and they are brought again',
    async (status) => {
      const { place } = await anAddress(status);
      await expect(place.keep(TRUST, ['{"seq":1}'])).rejects.toThrow();
    },
  );
});
