import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const LINE = /^sign-in-token sha256:([0-9a-f]{64})$/;

/**
 * Reads lines `sign-in-token sha256:<hex>` and passes over all others.
 *
 * The one who starts the backend makes the token and hands its digest over by standard input: nobody else can write there, a new
 * address needs no restart, and nothing of it is in the environment, which the exec plugins of a kubeconfig inherit, in an argument
 * list or in a file. Since it is a digest, even one who could read along could not sign in.
 */
export function readDigests(
  input: Readable,
  onDigest: (digest: Buffer) => void,
): void {
  createInterface({ input, terminal: false }).on('line', line => {
    const match = LINE.exec(line.trim());
    if (match) {
      onDigest(Buffer.from(match[1], 'hex'));
    }
  });
}
