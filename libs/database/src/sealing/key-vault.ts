/** Where the key that wraps every trust's key lives: a file in development, a key service in production. */
export interface KeyVault {
  wrap(key: Buffer, tenantId: string): Promise<Buffer>;
  unwrap(wrapped: Buffer, tenantId: string): Promise<Buffer>;
  /** Whether what is new today would be wrapped by the same key; where not, `keys rotate` wraps it anew. */
  isCurrent(wrapped: Buffer, tenantId: string): Promise<boolean>;
}

/** The key service does not answer. What was unwrapped before still opens; whoever asks for more asks again. */
export class KeyServiceAway extends Error {
  override readonly name = 'KeyServiceAway';
}

/** The key service answers, and not with what it was asked for: somebody has to set it right. */
export class KeyServiceRefused extends Error {
  override readonly name = 'KeyServiceRefused';
}
