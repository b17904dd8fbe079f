import {
  DecryptCommand,
  EncryptCommand,
  InvalidCiphertextException,
  KMSClient,
  KMSServiceException,
} from '@aws-sdk/client-kms';
import { SealBroken } from './aead.ts';
import { KeyServiceAway, KeyServiceRefused } from './key-vault.ts';
import type { KeyVault } from './key-vault.ts';

/** The first byte of what a file's key wrapped is 1. */
const BY_SERVICE = 2;
const ANSWER_WITHIN_MS = 3_000;
/** While it is away, everyone who asks is told at once, but for one in so long. */
const ASKED_AGAIN_AFTER_MS = 2_000;

export interface KeyService {
  /** The id, ARN or alias of a symmetric key. */
  readonly key: string;
  /** Of a service that speaks AWS KMS's protocol elsewhere; null for that of the region. */
  readonly url: string | null;
}

/**
 * Has a key service wrap every trust's key, which never shows its own. The trust is part of what is authenticated, so that
 * one trust's wrapped key opens nothing in another's row. Credentials and region come as AWS's own tools take them.
 */
export function openKmsVault({ key, url }: KeyService, earlier: KeyVault['unwrap']): KeyVault {
  const client = new KMSClient({
    ...(url !== null && { endpoint: url }),
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: ANSWER_WITHIN_MS,
      requestTimeout: ANSWER_WITHIN_MS,
      throwOnRequestTimeout: true,
    },
  });
  let awaySince = Number.NEGATIVE_INFINITY;
  async function ask<T>(work: () => Promise<T>): Promise<T> {
    if (performance.now() - awaySince < ASKED_AGAIN_AFTER_MS) throw new KeyServiceAway(AWAY);
    try {
      return await work();
    } catch (error) {
      if (isAway(error) && !isUnset(error)) awaySince = performance.now();
      throw asOurs(error);
    }
  }
  const encrypt = (plain: Buffer, tenantId: string) =>
    ask(() =>
      client.send(
        new EncryptCommand({ KeyId: key, Plaintext: plain, EncryptionContext: contextOf(tenantId) }),
      ),
    );
  /** Not bound to the key that is set: what another key of the service wrapped opens until it is rotated. */
  const decrypt = (wrapped: Buffer, tenantId: string) =>
    ask(() =>
      client.send(
        new DecryptCommand({ CiphertextBlob: wrapped.subarray(1), EncryptionContext: contextOf(tenantId) }),
      ),
    );
  return {
    wrap: async (plain, tenantId) => {
      const { CiphertextBlob } = await encrypt(plain, tenantId);
      return Buffer.concat([Buffer.of(BY_SERVICE), given(CiphertextBlob)]);
    },
    unwrap: async (wrapped, tenantId) => {
      if (wrapped[0] !== BY_SERVICE) return earlier(wrapped, tenantId);
      return Buffer.from(given((await decrypt(wrapped, tenantId)).Plaintext));
    },
    isCurrent: async (wrapped, tenantId) => {
      if (wrapped[0] !== BY_SERVICE) return false;
      // An alias is told from what it stands for only by having something wrapped.
      const { KeyId: current } = await encrypt(Buffer.of(0), tenantId);
      try {
        return (await decrypt(wrapped, tenantId)).KeyId === current;
      } catch (error) {
        if (error instanceof SealBroken) return false;
        throw error;
      }
    },
  };
}

const AWAY = 'The key service does not answer: what was not opened before cannot be opened now.';

const contextOf = (tenantId: string) => ({ trustward: 'tenant.wrapped_key', tenant: tenantId.toLowerCase() });

function given(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw new KeyServiceRefused('The key service answered with nothing.');
  return bytes;
}

/** Neither a socket that fails nor a server in trouble says anything about the key. */
const isAway = (error: unknown): boolean =>
  !(error instanceof KMSServiceException) ||
  error.$fault === 'server' ||
  error.$retryable !== undefined ||
  error.name === 'ThrottlingException';

/** What never came to the service: it was not even known where, or as whom, to ask. */
const isUnset = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'CredentialsProviderError' || error.message === 'Region is missing');

function asOurs(error: unknown): Error {
  if (isUnset(error)) {
    return new KeyServiceRefused(
      'The key service cannot be asked: set AWS_REGION, and credentials as for AWS’s own tools.',
    );
  }
  if (error instanceof InvalidCiphertextException) return new SealBroken();
  if (isAway(error)) return new KeyServiceAway(AWAY, { cause: error });
  const code = error instanceof Error ? error.name : 'unknown';
  return new KeyServiceRefused(
    `The key service refuses (${code}): look at the key TRUSTWARD_KMS_KEY names, and at what may use it.`,
  );
}
