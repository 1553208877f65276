import type { OperatorAdapter } from '@kafka-clusters/plugin-kafka-clusters-node';
import { koperatorAdapter } from './koperator';
import { legacyAdapter } from './legacy';

export { projectCustomResourceDefinition } from './koperator';

/** Every operator that the suite knows; one line for each. */
export const builtInAdapters: readonly OperatorAdapter[] = [
  koperatorAdapter,
  legacyAdapter,
];
