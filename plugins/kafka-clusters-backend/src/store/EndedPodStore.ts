import type { EndedPod } from '@kafka-clusters/plugin-kafka-clusters-common';

/** A pod that ended, and whose it was. */
export interface StoredEndedPod {
  /** uid of the pod. */
  readonly uid: string;
  /** uid of the cluster's custom resource. */
  readonly clusterUid: string;
  readonly pod: EndedPod;
}

/** Pods that ended lately; a restart of the portal does not forget them. */
export interface EndedPodStore {
  /** Those that ended after the time. */
  list(after: Date): Promise<readonly StoredEndedPod[]>;
  /** Records one; the first word about a pod counts. */
  record(pod: StoredEndedPod): Promise<void>;
  /** Forgets those that ended before the time. */
  prune(before: Date): Promise<void>;
}
