import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EndedPod } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { EndedPodStore, StoredEndedPod } from '../store/EndedPodStore';

const HOUR = 60 * 60 * 1000;
/** A controller that restarts its pods without end fills no memory. */
const MAX_PER_CLUSTER = 100;

/** Pods that ended within the latest hour, in memory and in the database. */
export class EndedPodLog {
  readonly #store: EndedPodStore;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #byCluster = new Map<string, StoredEndedPod[]>();

  private constructor(options: {
    store: EndedPodStore;
    logger: LoggerService;
    now: () => Date;
  }) {
    this.#store = options.store;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  static create(options: {
    store: EndedPodStore;
    logger: LoggerService;
    now: () => Date;
  }) {
    return new EndedPodLog(options);
  }

  /** Reads what was recorded before a restart. */
  async load() {
    const pods = await this.#store.list(this.#oldest());
    for (const pod of [...pods].reverse()) {
      this.#keep(pod);
    }
  }

  /** Newest first. */
  list(clusterUid: string): readonly EndedPod[] {
    const oldest = this.#oldest().toISOString();
    return (this.#byCluster.get(clusterUid) ?? [])
      .map(({ pod }) => pod)
      .filter(pod => pod.endedAt > oldest);
  }

  record(pod: StoredEndedPod) {
    if (!this.#keep(pod)) {
      return;
    }
    Promise.all([this.#store.record(pod), this.#store.prune(this.#oldest())])
      // What is shown comes from memory; a restart forgets this one then.
      .catch(error =>
        this.#logger.warn(`An ended pod could not be recorded: ${error}`),
      );
  }

  forget(clusterUid: string) {
    this.#byCluster.delete(clusterUid);
  }

  #keep(pod: StoredEndedPod): boolean {
    const oldest = this.#oldest().toISOString();
    const known = (this.#byCluster.get(pod.clusterUid) ?? []).filter(
      entry => entry.pod.endedAt > oldest,
    );
    if (known.some(({ uid }) => uid === pod.uid)) {
      return false;
    }
    this.#byCluster.set(
      pod.clusterUid,
      [pod, ...known].slice(0, MAX_PER_CLUSTER),
    );
    return true;
  }

  #oldest(): Date {
    return new Date(this.#now().getTime() - HOUR);
  }
}
