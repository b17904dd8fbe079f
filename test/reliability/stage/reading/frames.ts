/** How long the frame is that begins here; null as long as that cannot be told. */
type LengthOf = (bytes: Buffer, at: number) => number | null;

/** Cuts what comes in pieces of any size into the frames of a protocol. */
export class Frames {
  readonly #lengthOf: LengthOf;
  #rest: Buffer = Buffer.alloc(0);

  constructor(lengthOf: LengthOf) {
    this.#lengthOf = lengthOf;
  }

  in(piece: Buffer): readonly Buffer[] {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const frames: Buffer[] = [];
    let at = 0;
    for (;;) {
      const length = this.#lengthOf(bytes, at);
      if (length === null || at + length > bytes.length) break;
      frames.push(bytes.subarray(at, at + length));
      at += length;
    }
    this.#rest = bytes.subarray(at);
    return frames;
  }
}
