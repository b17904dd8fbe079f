/** What signs the heads of the audit: a key in a file in development, a key service in production. */
export interface HeadSigner {
  /** 32 bytes, Ed25519. */
  readonly publicKey: Buffer;
  sign(bytes: Buffer): Promise<Buffer>;
}
