import { JsonObject } from '../json';

/** One stored version of an object. The object is never changed in place. */
export interface StoredEntry {
  /** `namespace/name`, or `/name` for cluster-wide objects. */
  readonly key: string;
  readonly revision: number;
  readonly object: JsonObject;
}

/** One change, as watches see it. */
export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** `plural.group` of what changed. */
  readonly resource: string;
  readonly revision: number;
  /** The new version; for DELETED the last one, carrying the revision of the deletion. */
  readonly entry: StoredEntry;
  readonly previous?: StoredEntry;
}

/** Where changes are made durable before they are answered. */
export interface ChangeLog {
  append(event: StoreEvent): void;
}

type Listener = (event: StoreEvent) => void;

/**
 * All objects of one API server with one revision counter, and a bounded
 * history from which watches resume.
 */
export class VersionedStore {
  private readonly tables = new Map<string, Map<string, StoredEntry>>();
  private readonly sorted = new Map<string, StoredEntry[]>();
  private readonly listeners = new Map<string, Set<Listener>>();
  private history: StoreEvent[] = [];
  private current = 1;
  /** Changes up to this revision cannot be replayed any more. */
  private compacted = 1;

  private constructor(
    private readonly historySize: number,
    private log: ChangeLog | undefined,
  ) {}

  /** An empty store. `historySize` counts changes. */
  static create(options?: { historySize?: number }): VersionedStore {
    return new VersionedStore(options?.historySize ?? 20_000, undefined);
  }

  /** From now on every change goes to the log first. */
  attachLog(log: ChangeLog): void {
    this.log = log;
  }

  /** The revision of the newest change. */
  get revision(): number {
    return this.current;
  }

  /** Changes up to this revision are forgotten. */
  get compactedRevision(): number {
    return this.compacted;
  }

  /** Puts back what a snapshot holds. Only before the first change. */
  restore(revision: number, tables: Iterable<[string, StoredEntry[]]>): void {
    this.current = revision;
    this.compacted = revision;
    for (const [resource, entries] of tables) {
      this.tables.set(
        resource,
        new Map(entries.map(entry => [entry.key, entry])),
      );
    }
  }

  /** Repeats a change that the journal holds. */
  replay(event: StoreEvent): void {
    this.current = event.revision;
    this.commit(event);
  }

  get(resource: string, key: string): StoredEntry | undefined {
    return this.tables.get(resource)?.get(key);
  }

  /** All entries of a resource, sorted by key. */
  list(resource: string): readonly StoredEntry[] {
    const cached = this.sorted.get(resource);
    if (cached) {
      return cached;
    }
    const entries = [...(this.tables.get(resource)?.values() ?? [])];
    entries.sort(byKey);
    this.sorted.set(resource, entries);
    return entries;
  }

  /**
   * All entries as they were at a revision.
   * @returns `undefined` when the history does not reach back so far
   */
  listAt(
    resource: string,
    revision: number,
  ): readonly StoredEntry[] | undefined {
    if (revision >= this.current) {
      return this.list(resource);
    }
    if (revision < this.compacted) {
      return undefined;
    }
    const table = new Map(this.tables.get(resource) ?? []);
    for (let i = this.history.length - 1; i >= 0; i--) {
      const event = this.history[i];
      if (event.revision <= revision) {
        break;
      }
      if (event.resource !== resource) {
        continue;
      }
      if (event.previous) {
        table.set(event.entry.key, event.previous);
      } else {
        table.delete(event.entry.key);
      }
    }
    return [...table.values()].sort(byKey);
  }

  /** Every resource that has or had objects. */
  resources(): string[] {
    return [...this.tables.keys()];
  }

  /** The revision that the next change will get. */
  nextRevision(): number {
    return this.current + 1;
  }

  /** Creates or replaces; `object` must already carry {@link nextRevision}. */
  put(resource: string, key: string, object: JsonObject): StoredEntry {
    const previous = this.get(resource, key);
    const revision = this.nextRevision();
    const entry = { key, revision, object };
    const type = previous ? 'MODIFIED' : 'ADDED';
    this.change({ type, resource, revision, entry, previous });
    return entry;
  }

  /** Removes; `object` is the last version carrying {@link nextRevision}. */
  remove(resource: string, key: string, object: JsonObject): void {
    const previous = this.get(resource, key);
    if (!previous) {
      return;
    }
    const revision = this.nextRevision();
    const entry = { key, revision, object };
    this.change({ type: 'DELETED', resource, revision, entry, previous });
  }

  /**
   * Changes after a revision, oldest first.
   * @returns `undefined` when the history does not reach back so far
   */
  since(resource: string, revision: number): StoreEvent[] | undefined {
    if (revision < this.compacted) {
      return undefined;
    }
    const found: StoreEvent[] = [];
    for (let i = this.history.length - 1; i >= 0; i--) {
      const event = this.history[i];
      if (event.revision <= revision) {
        break;
      }
      if (event.resource === resource) {
        found.push(event);
      }
    }
    return found.reverse();
  }

  /** Calls back on every change of a resource (`*`: of all). */
  subscribe(resource: string, listener: Listener): () => void {
    const listeners = this.listeners.get(resource) ?? new Set();
    this.listeners.set(resource, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  private change(event: StoreEvent): void {
    // The log is written before memory: what was answered survives a kill.
    this.log?.append(event);
    this.current = event.revision;
    this.commit(event);
    for (const name of [event.resource, '*']) {
      for (const listener of [...(this.listeners.get(name) ?? [])]) {
        listener(event);
      }
    }
  }

  private commit(event: StoreEvent): void {
    const { resource, entry, type } = event;
    const table = this.tables.get(resource) ?? new Map<string, StoredEntry>();
    this.tables.set(resource, table);
    if (type === 'DELETED') {
      table.delete(entry.key);
    } else {
      table.set(entry.key, entry);
    }
    this.sorted.delete(resource);
    this.history.push(event);
    // Dropped in blocks, so that most changes do not move the array.
    if (this.history.length > this.historySize * 1.25) {
      const dropped = this.history.length - this.historySize;
      this.compacted = this.history[dropped - 1].revision;
      this.history = this.history.slice(dropped);
    }
  }
}

function byKey(a: StoredEntry, b: StoredEntry): number {
  if (a.key === b.key) {
    return 0;
  }
  return a.key < b.key ? -1 : 1;
}
