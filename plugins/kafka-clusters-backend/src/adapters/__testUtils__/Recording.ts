import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  deriveHealth,
  type Health,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type {
  AdapterCluster,
  AdapterMemory,
  KubernetesObject,
  OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { ObjectTable } from './ObjectTable';

interface RecordedChange {
  readonly t: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubernetesObject;
}

/** What the adapter says of a cluster at one moment of a recording. */
export interface RecordedVerdict {
  readonly t: number;
  readonly cluster: string;
  readonly model: AdapterCluster;
  readonly health: Health;
}

/** A recording of a real operator, one object version after another. */
export class Recording {
  private constructor(
    private readonly changes: readonly RecordedChange[],
    /** Milliseconds of the recorder's start. */
    readonly start: number,
  ) {}

  static async read(file: string): Promise<Recording> {
    const changes: RecordedChange[] = [];
    const lines = createInterface({ input: createReadStream(file) });
    for await (const line of lines) {
      if (line.trim() !== '') {
        changes.push(JSON.parse(line) as RecordedChange);
      }
    }
    changes.sort((a, b) => a.t - b.t);
    // Nothing is seen before it is created, and what is new is seen at once:
    // the latest start that all creation times allow is the nearest one.
    const starts = changes
      .map(
        ({ t, object }) =>
          Date.parse(object.metadata.creationTimestamp ?? '') - t * 1000,
      )
      .filter(start => !Number.isNaN(start));
    return new Recording(changes, Math.max(...starts));
  }

  /** ISO time of a moment of the recording. */
  time(t: number): string {
    return new Date(this.start + t * 1000).toISOString();
  }

  /**
   * Replays the recording through an adapter and asks it at each of the given
   * moments and, to see that nothing throws, after every change.
   */
  replay(
    adapter: OperatorAdapter,
    moments: readonly number[],
    scenery: readonly KubernetesObject[] = [],
  ): readonly RecordedVerdict[] {
    const table = ObjectTable.of(scenery);
    const memories = new Map<string, AdapterMemory>();
    const verdicts: RecordedVerdict[] = [];
    const remember = (cluster: KubernetesObject, t: number) => {
      const { name } = cluster.metadata;
      memories.set(
        name,
        adapter.remember(memories.get(name), cluster, new Date(this.time(t))),
      );
    };
    const ask = (t: number): RecordedVerdict[] =>
      table.list(adapter.clusterResource).map(cluster => {
        const model = adapter.toModel({
          cluster,
          objects: table,
          memory: memories.get(cluster.metadata.name),
          now: new Date(this.time(t)),
        });
        return {
          t,
          cluster: cluster.metadata.name,
          model,
          health: deriveHealth(model.reasons),
        };
      });
    table
      .list(adapter.clusterResource)
      .forEach(cluster => remember(cluster, 0));
    const pending = [...moments].sort((a, b) => a - b);
    for (const { t, type, object } of this.changes) {
      while (pending.length > 0 && pending[0] < t) {
        verdicts.push(...ask(pending.shift()!));
      }
      if (type === 'DELETED') {
        table.remove(object);
      } else {
        table.put(object);
        if (object.kind === adapter.clusterResource.kind) {
          remember(object, t);
        }
      }
      ask(t);
    }
    pending.forEach(t => verdicts.push(...ask(t)));
    return verdicts;
  }
}
