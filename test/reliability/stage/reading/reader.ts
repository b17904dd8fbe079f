/** Reads along what passes on one connection, and tells in words whatever is done by it that outlasts the connection. */
export interface Reader {
  /** What these bytes do once they arrive. */
  forth(bytes: Buffer): readonly string[];
  /** What they say has been done. */
  back(bytes: Buffer): readonly string[];
}
