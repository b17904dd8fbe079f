import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiscoveryService } from '@nestjs/core';
import { PREFIX, UNPREFIXED, routesOf, unmarked } from '@trustward/api';
import { PROBLEM_CODES } from '@trustward/contracts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { asking, problemOf, startApi } from './api-server.ts';
import { aSetting } from './setting.ts';

const the = aSetting();

const routes = () => routesOf(the.server.app.get(DiscoveryService), `/${PREFIX}`, UNPREFIXED);

interface Description {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}
interface Operation {
  readonly parameters?: { readonly name: string; readonly in: string; readonly schema?: object }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<
    string,
    { readonly content?: Record<string, { readonly schema?: { readonly $ref?: string } }> }
  >;
}
const described = async () =>
  (await asking(the.server).get('/api/openapi.json').expect(200)).body as Description;

describe('the routes', () => {
  it('each say who may call them', () => {
    expect(routes().length).toBeGreaterThan(15);
    expect(unmarked(routes())).toEqual([]);
  });
});

describe('the description of the interface', () => {
  it('is OpenAPI 3.1 and names every route', async () => {
    const { openapi, paths } = await described();
    expect(openapi).toBe('3.1.0');
    const there = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((verb) => `${verb.toUpperCase()} ${path}`),
    );
    const wanted = routes().map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(there.sort()).toEqual(wanted.sort());
  });

  it('describes the problem body of every failure, with every code', async () => {
    const { paths, components } = await described();
    expect(JSON.stringify(components.schemas['Problem'])).toContain(JSON.stringify(PROBLEM_CODES));
    for (const item of Object.values(paths)) {
      for (const { responses } of Object.values(item)) {
        const failures = Object.entries(responses).filter(([status]) => Number(status) >= 400);
        expect(failures.length).toBeGreaterThan(4);
        for (const [, { content }] of failures) {
          expect(content?.['application/problem+json']?.schema?.$ref).toBe('#/components/schemas/Problem');
        }
      }
    }
  });

  it('says what each write takes and what each route answers', async () => {
    const { paths } = await described();
    const silent = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([verb, { requestBody, responses }]) => {
          const takesBody = verb === 'post' && path !== '/api/sign-out';
          const answers = Object.entries(responses).some(
            ([status, { content }]) => status.startsWith('2') && (content !== undefined || status === '204'),
          );
          return (takesBody && requestBody === undefined) || !answers;
        })
        .map(([verb]) => `${verb} ${path}`),
    );
    expect(silent).toEqual([]);
    expect(Object.keys(paths['/api/live']?.['get']?.responses['200']?.content ?? {})).toEqual([
      'text/event-stream',
    ]);
  });

  it('has no reference that leads nowhere', async () => {
    const document = await described();
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '');
    const there = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect([...new Set(refs)].filter((ref) => !there.includes(ref))).toEqual([]);
  });
});

describe('the portal', () => {
  const built = () => {
    const dir = mkdtempSync(join(tmpdir(), 'trustward-portal-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    writeFileSync(
      join(dir, 'index.html'),
      '<html><head><style>a{}</style></head><body><app-root ngCspNonce="x"></app-root><script src="main-ABCD1234.js" type="module"></script></body></html>',
    );
    writeFileSync(join(dir, 'main-ABCD1234.js'), `console.log(${JSON.stringify('x'.repeat(5_000))})`);
    mkdirSync(join(dir, 'media'));
    writeFileSync(join(dir, 'media', 'font-ABCD1234.woff2'), 'font');
    writeFileSync(join(dir, 'favicon.ico'), 'icon');
    return dir;
  };

  it('gives its page for every address that is not a file, with a nonce of its own each time', async () => {
    const server = await startApi(the.database, { portalDir: built() });
    const nonces = new Set<string>();
    for (const path of ['/', '/cases/123', '/index.html', '/sign-in?x=1']) {
      const { headers, text } = await asking(server).get(path).expect(200);
      const nonce = /'nonce-([\w-]+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '';
      expect(text).toContain(`<app-root ngCspNonce="${nonce}">`);
      expect(text).toContain(`<style nonce="${nonce}">`);
      expect(text).toContain(`<script nonce="${nonce}" src=`);
      expect(headers['cache-control']).toBe('no-store');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(4);
    await server.close();
  });

  it('lets nothing run but our own files and what carries the nonce', async () => {
    const server = await startApi(the.database, { portalDir: built() });
    const policy = String((await asking(server).get('/')).headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain("frame-ancestors 'none'");
    await server.close();
  });

  it('gives files that never change for a year, compressed where that helps', async () => {
    const server = await startApi(the.database, { portalDir: built() });
    const script = await asking(server)
      .get('/main-ABCD1234.js')
      .set('accept-encoding', 'gzip')
      .buffer(true)
      .expect(200);
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(script.headers['content-encoding']).toBe('gzip');
    expect(script.headers['content-type']).toContain('text/javascript');
    expect(script.text).toContain('console.log');
    const brotli = await asking(server)
      .head('/main-ABCD1234.js')
      .set('accept-encoding', 'br, gzip')
      .expect(200);
    expect(brotli.headers['content-encoding']).toBe('br');
    const icon = await asking(server).get('/favicon.ico').expect(200);
    expect(icon.headers['cache-control']).toBe('no-cache');
    await asking(server).get('/favicon.ico').set('if-none-match', String(icon.headers['etag'])).expect(304);
    await server.close();
  });

  it('has nothing where a file is not, and never leaves its folder', async () => {
    const server = await startApi(the.database, { portalDir: built() });
    for (const path of [
      '/main-OLDOLD12.js',
      '/api/none',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/package.json',
      '/media/../../x.txt',
    ]) {
      problemOf(await asking(server).get(path), 404, 'notFound');
    }
    await server.close();
  });

  it('says that it has not been built, where it has not', async () => {
    problemOf(await asking(the.server).get('/'), 503, 'unavailable');
  });
});
