import { addressPlace, folderPlace } from '@trustward/casework';
import type { HeadsPlace } from '@trustward/casework';
import type { Config } from '@trustward/config';
import { openFileSigner } from '@trustward/database';
import type { HeadSigner } from '@trustward/database';

/** Who signs what is sealed of the audit, and where it goes. */
export interface Evidence {
  readonly signer: HeadSigner;
  readonly place: HeadsPlace;
}

/** Opened when it is first needed, and again when it could not be: a worker without it does everything else. */
export function evidenceOf({ evidence: { keyFile, heads } }: Config<'evidence'>): () => Promise<Evidence> {
  const place = /^https:/.test(heads) ? addressPlace(heads) : folderPlace(heads);
  let opened: Evidence | undefined;
  return async () => (opened ??= { signer: await openFileSigner(keyFile), place });
}
