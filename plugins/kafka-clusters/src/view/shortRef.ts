import { plainText } from './text';

/**
 * An entity ref as a person says it: `group:default/orders` as `orders`; a
 * namespace of its own stays. Untrusted text becomes safe to show.
 */
export function shortRef(entityRef: string): string {
  return plainText(
    entityRef.replace(/^(?:group|user|component):(?:default\/)?/i, ''),
    120,
  );
}
