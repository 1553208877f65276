import { ServerContext } from '../context';
import { JsonObject, listAt, objectAt, objectsAt, own, textAt } from '../json';
import { ResourceInfo } from '../registry/types';
import { StoredEntry, StoreEvent } from '../storage/VersionedStore';
import { changeObject, removeObject } from './systemWrites';
import { WorkQueue } from './WorkQueue';

interface Located {
  info: ResourceInfo;
  entry: StoredEntry;
}

const SEPARATOR = '\n';

/**
 * Deletes dependents whose owners are all gone, and carries out foreground and
 * orphaning deletions.
 */
export class GarbageCollector {
  private readonly queue = WorkQueue.create(id => this.look(id));
  /** Ids (`table\nkey`) of dependents by the uid of an owner. */
  private readonly dependents = new Map<string, Set<string>>();
  private readonly owners = new Map<string, string>();
  private unsubscribe: () => void = () => undefined;

  private constructor(private readonly context: ServerContext) {}

  /** Looks at everything once and then at what changes. */
  static start(context: ServerContext): GarbageCollector {
    const collector = new GarbageCollector(context);
    for (const table of context.store.resources()) {
      for (const entry of context.store.list(table)) {
        collector.index(table, entry);
      }
    }
    collector.unsubscribe = context.store.subscribe('*', event =>
      collector.observe(event),
    );
    return collector;
  }

  stop(): void {
    this.queue.stop();
    this.unsubscribe();
  }

  private observe(event: StoreEvent): void {
    const id = idOf(event.resource, event.entry);
    if (event.previous) {
      this.unindex(id, event.previous);
    }
    if (event.type !== 'DELETED') {
      this.index(event.resource, event.entry);
      if (this.blockedOwners(event.entry).length) {
        this.blockedOwners(event.entry).forEach(owner => this.queue.add(owner));
      }
      return;
    }
    const uid = uidOf(event.entry.object);
    this.dependents.get(uid)?.forEach(dependent => this.queue.add(dependent));
    this.blockedOwners(event.entry).forEach(owner => this.queue.add(owner));
  }

  private index(table: string, entry: StoredEntry): void {
    const id = idOf(table, entry);
    this.owners.set(uidOf(entry.object), id);
    const references = ownersOf(entry.object);
    for (const reference of references) {
      const uid = textAt(reference, 'uid') ?? '';
      const ids = this.dependents.get(uid) ?? new Set();
      this.dependents.set(uid, ids);
      ids.add(id);
    }
    const finalizers = listAt(entry.object, 'metadata', 'finalizers');
    const policy =
      finalizers.includes('foregroundDeletion') ||
      finalizers.includes('orphan');
    if (references.length || policy) {
      this.queue.add(id);
    }
  }

  private unindex(id: string, entry: StoredEntry): void {
    this.owners.delete(uidOf(entry.object));
    for (const reference of ownersOf(entry.object)) {
      const uid = textAt(reference, 'uid') ?? '';
      const ids = this.dependents.get(uid);
      ids?.delete(id);
      if (!ids?.size) {
        this.dependents.delete(uid);
      }
    }
  }

  /** Owners that wait in the foreground for this object. */
  private blockedOwners(entry: StoredEntry): string[] {
    return ownersOf(entry.object).flatMap(reference => {
      const id = this.owners.get(textAt(reference, 'uid') ?? '');
      const owner = id ? this.locate(id) : undefined;
      return id && owner && waitsInForeground(owner.entry.object) ? [id] : [];
    });
  }

  private locate(id: string): Located | undefined {
    const [table, key] = id.split(SEPARATOR);
    const entry = this.context.store.get(table, key);
    const info = this.context.registry.all().find(one => one.table === table);
    return entry && info ? { info, entry } : undefined;
  }

  private look(id: string): void {
    const found = this.locate(id);
    if (!found) {
      return;
    }
    const { object } = found.entry;
    const finalizers = listAt(object, 'metadata', 'finalizers');
    if (textAt(object, 'metadata', 'deletionTimestamp')) {
      if (finalizers.includes('orphan')) {
        this.orphanDependents(found);
      } else if (finalizers.includes('foregroundDeletion')) {
        this.deleteInForeground(found);
      }
      return;
    }
    this.collectDependent(found);
  }

  private collectDependent({ info, entry }: Located): void {
    const references = ownersOf(entry.object);
    if (!references.length) {
      return;
    }
    const live = references.filter(reference => this.isLive(reference, entry));
    if (live.some(one => !this.isWaiting(one))) {
      return;
    }
    const foreground = live.length > 0;
    const { namespace, name } = placeOf(entry);
    removeObject(this.context, info, namespace, name, {
      preconditions: { uid: uidOf(entry.object) },
      propagationPolicy: foreground ? 'Foreground' : undefined,
    });
  }

  private isLive(reference: JsonObject, dependent: StoredEntry): boolean {
    const id = this.owners.get(textAt(reference, 'uid') ?? '');
    const owner = id ? this.locate(id) : undefined;
    if (!owner) {
      return false;
    }
    // An owner in another namespace does not count as one.
    const space = placeOf(owner.entry).namespace;
    return space === undefined || space === placeOf(dependent).namespace;
  }

  private isWaiting(reference: JsonObject): boolean {
    const id = this.owners.get(textAt(reference, 'uid') ?? '');
    const owner = id ? this.locate(id) : undefined;
    return owner !== undefined && waitsInForeground(owner.entry.object);
  }

  private dependentsOf(owner: StoredEntry): Located[] {
    return [...(this.dependents.get(uidOf(owner.object)) ?? [])].flatMap(id => {
      const found = this.locate(id);
      return found ? [found] : [];
    });
  }

  private deleteInForeground(owner: Located): void {
    const uid = uidOf(owner.entry.object);
    const all = this.dependentsOf(owner.entry);
    const blocking = all.filter(({ entry }) =>
      ownersOf(entry.object).some(
        one =>
          own(one, 'uid') === uid && own(one, 'blockOwnerDeletion') === true,
      ),
    );
    all.forEach(({ entry, info }) => this.queue.add(idOf(info.table, entry)));
    if (!blocking.length) {
      this.dropFinalizer(owner, 'foregroundDeletion');
    }
  }

  private orphanDependents(owner: Located): void {
    const uid = uidOf(owner.entry.object);
    for (const { info, entry } of this.dependentsOf(owner.entry)) {
      changeObject(this.context, info, placeOf(entry), current => {
        const metadata = objectAt(current, 'metadata') ?? {};
        const left = ownersOf(current).filter(one => own(one, 'uid') !== uid);
        if (left.length) {
          metadata.ownerReferences = left;
        } else {
          delete metadata.ownerReferences;
        }
        return current;
      });
    }
    this.dropFinalizer(owner, 'orphan');
  }

  private dropFinalizer({ info, entry }: Located, finalizer: string): void {
    changeObject(this.context, info, placeOf(entry), current => {
      const metadata = objectAt(current, 'metadata') ?? {};
      metadata.finalizers = listAt(metadata, 'finalizers').filter(
        one => one !== finalizer,
      );
      return current;
    });
  }
}

function idOf(table: string, entry: StoredEntry): string {
  return `${table}${SEPARATOR}${entry.key}`;
}

function uidOf(object: JsonObject): string {
  return textAt(object, 'metadata', 'uid') ?? '';
}

function ownersOf(object: JsonObject): JsonObject[] {
  return objectsAt(object, 'metadata', 'ownerReferences');
}

function placeOf(entry: StoredEntry) {
  const cut = entry.key.indexOf('/');
  return {
    namespace: entry.key.slice(0, cut) || undefined,
    name: entry.key.slice(cut + 1),
  };
}

function waitsInForeground(object: JsonObject): boolean {
  return (
    textAt(object, 'metadata', 'deletionTimestamp') !== undefined &&
    listAt(object, 'metadata', 'finalizers').includes('foregroundDeletion')
  );
}
