import type { AdapterMemory } from '@kafka-clusters/plugin-kafka-clusters-node';

/** What adapters remember of clusters, kept so that a restart does not begin every wait anew. */
export interface MemoryStore {
  /** By uid of the custom resource. */
  list(): Promise<ReadonlyMap<string, AdapterMemory>>;
  save(uid: string, memory: AdapterMemory): Promise<void>;
  remove(uid: string): Promise<void>;
}
