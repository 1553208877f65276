import fc from 'fast-check';
import { FrameDecoder } from './FrameDecoder';

function decode(chunks: Iterable<Uint8Array>, maxBytes = 1_000_000): string[] {
  const decoder = new FrameDecoder({ maxBytes });
  return [...chunks].flatMap(chunk => [...decoder.push(chunk)]);
}

describe('FrameDecoder', () => {
  it.each(['\n', '\r\n'])('cuts lines that end with %j', end => {
    const bytes = Buffer.from(`{"a":"ü"}${end}${end}{"b":2}${end}{"half`);
    expect(decode([bytes])).toEqual(['{"a":"ü"}', '{"b":2}']);
  });

  it('gives the same lines however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 })),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        (texts, sizes) => {
          const lines = texts.map(text => JSON.stringify(text));
          const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''));
          const chunks: Buffer[] = [];
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = sizes[turn % sizes.length];
            chunks.push(bytes.subarray(at, at + size));
            at += size;
          }
          expect(decode(chunks)).toEqual(lines);
        },
      ),
    );
  });

  it('takes 5 MB byte by byte in a time that grows with their number only', () => {
    const bytes = Buffer.from(`${'x'.repeat(5_000_000)}\n`);
    const decoder = new FrameDecoder({ maxBytes: 6_000_000 });
    const lines: string[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      for (const line of decoder.push(bytes.subarray(at, at + 1))) {
        lines.push(line);
      }
    }
    expect(lines.map(line => line.length)).toEqual([5_000_000]);
  });

  it('refuses a line without end', () => {
    expect(() => decode([Buffer.alloc(60), Buffer.alloc(60)], 100)).toThrow(
      RangeError,
    );
  });
});
