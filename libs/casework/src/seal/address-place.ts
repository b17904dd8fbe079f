import type { HeadsPlace } from './ship.ts';

const WITHIN_MS = 10_000;

/** The place did not take the heads. */
class NotTaken extends Error {
  override readonly name = 'NotTaken';
  readonly code: number;
  constructor(code: number) {
    super('The place to which heads are shipped did not take them.');
    this.code = code;
  }
}

/** An address that takes heads by POST, a line for each, and answers 2xx once it keeps them. It may be given one twice. */
export function addressPlace(address: string): HeadsPlace {
  const to = address.endsWith('/') ? address : `${address}/`;
  return {
    async keep(tenantId, heads) {
      const answer = await fetch(new URL(`${tenantId}.jsonl`, to), {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson' },
        body: `${heads.join('\n')}\n`,
        redirect: 'error',
        signal: AbortSignal.timeout(WITHIN_MS),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new NotTaken(answer.status);
    },
  };
}
