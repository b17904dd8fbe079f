/** Where the key that wraps every trust's key lives: a file in development, a key service in production. */
export interface KeyVault {
  wrap(key: Buffer, tenantId: string): Promise<Buffer>;
  unwrap(wrapped: Buffer, tenantId: string): Promise<Buffer>;
}
