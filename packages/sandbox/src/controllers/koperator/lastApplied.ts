import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** The annotation in which Koperator keeps what it wrote last. */
export const LAST_APPLIED = 'banzaicloud.com/last-applied';

const ENTRY = Buffer.from('original');

/**
 * Packs an object as Koperator does: a zip archive with one entry, `original`,
 * in base64. Whoever shows such objects meets the real form.
 */
export function packLastApplied(value: unknown): string {
  const raw = Buffer.from(JSON.stringify(value));
  const packed = deflateRawSync(raw);
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(crc32(raw), 0);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(raw.length, 8);
  // Version 2.0, sizes after the data (flag 8), deflate (8), no time.
  const common = Buffer.from([20, 0, 8, 0, 8, 0, 0, 0, 0, 0]);
  const nameLength = Buffer.from([ENTRY.length, 0, 0, 0]);
  const local = Buffer.concat([
    Buffer.from([0x50, 0x4b, 3, 4]),
    common,
    Buffer.alloc(12),
    nameLength,
    ENTRY,
  ]);
  const descriptor = Buffer.concat([Buffer.from([0x50, 0x4b, 7, 8]), sizes]);
  const directory = Buffer.concat([
    Buffer.from([0x50, 0x4b, 1, 2, 20, 0]),
    common,
    sizes,
    nameLength,
    Buffer.alloc(14),
    ENTRY,
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length + packed.length + descriptor.length, 16);
  return Buffer.concat([local, packed, descriptor, directory, end]).toString(
    'base64',
  );
}

/** What such an annotation holds; `undefined` when it is none of ours. */
export function unpackLastApplied(text: string | undefined): unknown {
  if (!text) {
    return undefined;
  }
  const archive = Buffer.from(text, 'base64');
  const start = 30 + ENTRY.length;
  try {
    const raw = inflateRawSync(archive.subarray(start));
    return JSON.parse(raw.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
