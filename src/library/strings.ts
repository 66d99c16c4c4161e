/** Texts in one block of UTF-8. */
export class Strings {
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;

  constructor(bytes: Uint8Array, starts: Uint32Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#starts = starts;
  }

  static pack(texts: readonly string[]): { bytes: Uint8Array; starts: Uint32Array } {
    const pieces = texts.map((text) => Buffer.from(text));
    const starts = new Uint32Array(texts.length + 1);
    for (const [at, piece] of pieces.entries()) starts[at + 1] = starts[at]! + piece.length;
    return { bytes: new Uint8Array(Buffer.concat(pieces)), starts };
  }

  get size(): number {
    return this.#starts.length - 1;
  }

  *all(): Generator<string> {
    for (let place = 0; place < this.size; place++) yield this.at(place);
  }

  at(place: number): string {
    return this.#bytes.toString('utf8', this.#starts[place], this.#starts[place + 1]);
  }
}
