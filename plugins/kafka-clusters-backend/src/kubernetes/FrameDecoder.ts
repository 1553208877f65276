const lineFeed = 0x0a;
const firstCapacity = 64 * 1024;

/**
 * Cuts a stream of bytes into lines. Bytes are collected, not texts, so a
 * character that arrives in two chunks stays whole; and into one growing
 * buffer, so an event of 5 MB that comes byte by byte costs 5 MB.
 */
export class FrameDecoder {
  readonly #maxBytes: number;
  #buffer = Buffer.allocUnsafe(firstCapacity);
  #length = 0;

  constructor(options: { maxBytes: number }) {
    this.#maxBytes = options.maxBytes;
  }

  /**
   * The lines that this chunk completes, empty ones left out.
   *
   * @throws RangeError when a line is longer than allowed.
   */
  *push(chunk: Uint8Array): Generator<string> {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(lineFeed, start);
      if (end === -1) {
        this.#append(chunk.subarray(start));
        return;
      }
      this.#append(chunk.subarray(start, end));
      start = end + 1;
      const line = this.#buffer.toString('utf8', 0, this.#length).trim();
      this.#length = 0;
      if (this.#buffer.length > 16 * firstCapacity) {
        this.#buffer = Buffer.allocUnsafe(firstCapacity);
      }
      if (line) {
        yield line;
      }
    }
  }

  #append(bytes: Uint8Array) {
    const needed = this.#length + bytes.length;
    if (needed > this.#maxBytes) {
      throw new RangeError(`A line is longer than ${this.#maxBytes} bytes`);
    }
    if (needed > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(
        Math.max(needed, this.#buffer.length * 2),
      );
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = needed;
  }
}
