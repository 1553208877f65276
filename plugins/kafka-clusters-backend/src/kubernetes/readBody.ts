import { KubernetesRequestError } from './errors';

/** The reason of a failure when an answer is larger than allowed. */
export const tooLarge = 'TOO_LARGE';

/**
 * Reads a whole body as text, and stops as soon as it is larger than allowed.
 *
 * @throws KubernetesRequestError with the reason {@link tooLarge}.
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  options: { maxBytes: number; onBytes?: () => void },
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    options.onBytes?.();
    bytes += chunk.length;
    if (bytes > options.maxBytes) {
      throw new KubernetesRequestError({
        reason: tooLarge,
        message: `The answer is larger than ${options.maxBytes} bytes`,
        causes: [],
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
