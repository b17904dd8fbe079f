import type { Reader } from './reader.ts';

const CHANGES = /^(?:POST|PUT|PATCH|DELETE) \S+/;

/** What people ask for that changes something, and its answer, whichever it is. */
export function httpReader(): Reader {
  let asked: string | null = null;
  return {
    forth: (bytes) => {
      const [request] = CHANGES.exec(bytes.toString('latin1')) ?? [];
      if (request === undefined) return [];
      asked = request;
      return [request];
    },
    back: (bytes) => {
      if (asked === null || !bytes.toString('latin1', 0, 5).startsWith('HTTP/')) return [];
      const done = asked;
      asked = null;
      return [done];
    },
  };
}
