import type { DatabaseService } from '@backstage/backend-plugin-api';
import { DatabaseEndedPodStore } from './DatabaseEndedPodStore';
import { DatabaseMemoryStore } from './DatabaseMemoryStore';
import { DatabaseOwnerLinkStore } from './DatabaseOwnerLinkStore';
import { DatabaseOwnershipStore } from './DatabaseOwnershipStore';
import { DatabaseRequestStore } from './DatabaseRequestStore';
import type { EndedPodStore } from './EndedPodStore';
import type { MemoryStore } from './MemoryStore';
import { openDatabase } from './migrate';
import type { OwnerLinkStore } from './OwnerLinkStore';
import type { OwnershipStore } from './OwnershipStore';
import type { RequestStore } from './RequestStore';

/** All stores of the plugin. */
export interface Stores {
  readonly requests: RequestStore;
  readonly ownerLinks: OwnerLinkStore;
  readonly ownership: OwnershipStore;
  readonly endedPods: EndedPodStore;
  readonly memories: MemoryStore;
}

/** Brings the database up to date and opens the stores in it. */
export async function openStores(
  database: DatabaseService,
  now: () => Date = () => new Date(),
): Promise<Stores> {
  const knex = await openDatabase(database);
  return {
    requests: DatabaseRequestStore.create({ knex, now }),
    ownerLinks: DatabaseOwnerLinkStore.create({ knex }),
    ownership: DatabaseOwnershipStore.create({ knex, now }),
    endedPods: DatabaseEndedPodStore.create({ knex }),
    memories: DatabaseMemoryStore.create({ knex, now }),
  };
}
