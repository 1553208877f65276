import type {
  ClusterRef,
  ClusterRequest,
  ProvisioningRequest,
  RequestState,
} from '@kafka-clusters/plugin-kafka-clusters-common';

/** What the record keeps beside what people see of it. */
export interface StoredRequest extends Omit<ProvisioningRequest, 'entityRef'> {
  /** The request as it was checked. */
  readonly input: ClusterRequest;
  /** Zones that it is rendered for: those of later, or of a cache that knows none yet, would be another cluster. */
  readonly zones: readonly string[];
  readonly idempotencyKey: string;
  /** What it created still has to be taken back. */
  readonly undo: boolean;
  /** Hash of the latest progress of its cluster, and when that was seen. */
  readonly progressKey?: string;
  /** ISO time. */
  readonly progressAt?: string;
}

/** Fields that an update sets; `failure: 'none'` takes it away. */
export interface RequestChange {
  readonly state?: RequestState;
  readonly steps?: ProvisioningRequest['steps'];
  readonly failure?: ProvisioningRequest['failure'] | 'none';
  readonly undo?: boolean;
  readonly progressKey?: string;
}

/** Durable records of requests for clusters. */
export interface RequestStore {
  /** Inserts the record, or gives the one that the person made with the same key. */
  insert(
    request: Omit<StoredRequest, 'createdAt' | 'updatedAt' | 'undo'>,
  ): Promise<{ readonly request: StoredRequest; readonly isNew: boolean }>;
  get(id: string): Promise<StoredRequest | undefined>;
  findByKey(
    requestedBy: string,
    idempotencyKey: string,
  ): Promise<StoredRequest | undefined>;
  /** Those for a place, newest first: a name may be requested again after a failure. */
  listByRef(ref: ClusterRef): Promise<readonly StoredRequest[]>;
  /** Records in one of the states, oldest first; `undo` adds those with something to take back. */
  listOpen(states: readonly RequestState[]): Promise<readonly StoredRequest[]>;
  /** Records that failed after the time, oldest first: their clusters may yet become healthy. */
  listFailed(after: Date): Promise<readonly StoredRequest[]>;
  /** Changes the record while it is in one of the states; undefined when it is not. */
  update(
    id: string,
    from: readonly RequestState[],
    change: RequestChange,
  ): Promise<StoredRequest | undefined>;
  /** Takes the record for a while, so that two replicas do not both work on it; false when another has it. */
  claim(id: string, holder: string, milliseconds: number): Promise<boolean>;
  /** Gives it back. */
  release(id: string, holder: string): Promise<void>;
}
