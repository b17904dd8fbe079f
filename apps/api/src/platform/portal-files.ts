import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const WORTH_COMPRESSING = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt']);
/** The builder puts eight characters of the content's hash before the extension: such a file never changes. */
const HASHED = /-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

export type Encoding = 'br' | 'gzip' | 'identity';

/** One file of the built portal, held in memory; its compressed forms are made when first asked for. */
export class PortalFile {
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
  private readonly compressible: boolean;
  private readonly made = new Map<Encoding, Buffer>();

  constructor(
    readonly path: string,
    readonly bytes: Buffer,
  ) {
    const extension = extname(path);
    this.type = TYPES[extension] ?? 'application/octet-stream';
    this.compressible = WORTH_COMPRESSING.has(extension);
    this.etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    this.cacheControl = HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
  }

  encodingFor(accepted: string): Encoding {
    if (!this.compressible) return 'identity';
    if (/\bbr\b/.test(accepted)) return 'br';
    return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
  }

  as(encoding: Encoding): Buffer {
    const ready = this.made.get(encoding);
    if (ready !== undefined) return ready;
    const bytes = compress(this.bytes, encoding);
    this.made.set(encoding, bytes);
    return bytes;
  }
}

function compress(bytes: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'gzip') return gzipSync(bytes);
  if (encoding === 'identity') return bytes;
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}

/** Every file under the folder by its address, or none where the portal was not built. */
export function readPortal(dir: string): Map<string, PortalFile> {
  const files = new Map<string, PortalFile>();
  for (const entry of list(dir)) {
    const path = `/${relative(dir, entry).split(sep).join('/')}`;
    files.set(path, new PortalFile(path, readFileSync(entry)));
  }
  return files;
}

function list(dir: string): string[] {
  try {
    const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (missing) {
    // A server without a built portal still answers its API; the page then says what to do.
    if (missing instanceof Error && 'code' in missing && missing.code === 'ENOENT') return [];
    throw missing;
  }
}

export const newNonce = (): string => randomBytes(16).toString('base64url');

/** The page with this answer's nonce in every place that may carry one. */
export const withNonce = (page: string, nonce: string): string =>
  page
    .replaceAll('__CSP_NONCE__', nonce)
    .replaceAll(/ngCspNonce="[^"]*"/g, `ngCspNonce="${nonce}"`)
    .replaceAll(/<(style|script)(?![^>]*\bnonce=)/g, `<$1 nonce="${nonce}"`);
