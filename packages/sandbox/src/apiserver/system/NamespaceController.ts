import { ServerContext, timestamp } from '../context';
import { JsonObject, objectAt, textAt } from '../json';
import { ResourceInfo } from '../registry/types';
import { StoredEntry } from '../storage/VersionedStore';
import { changeObject, ensureObject, removeObject } from './systemWrites';
import { WorkQueue } from './WorkQueue';

/** Empties namespaces that are being deleted, then lets them go. */
export class NamespaceController {
  private readonly queue = WorkQueue.create(name => this.settle(name));
  private unsubscribe: () => void = () => undefined;

  private constructor(private readonly context: ServerContext) {}

  /** Looks at all namespaces once and then at what changes. */
  static start(context: ServerContext): NamespaceController {
    const controller = new NamespaceController(context);
    for (const { key } of context.store.list('namespaces')) {
      controller.queue.add(key.slice(1));
    }
    controller.unsubscribe = context.store.subscribe('*', event => {
      if (event.resource === 'namespaces') {
        controller.queue.add(event.entry.key.slice(1));
      } else if (event.type === 'DELETED') {
        controller.queue.add(event.entry.key.split('/')[0]);
      }
    });
    return controller;
  }

  stop(): void {
    this.queue.stop();
    this.unsubscribe();
  }

  private settle(name: string): void {
    const namespace = this.context.store.get('namespaces', `/${name}`);
    if (!name || !namespace) {
      return;
    }
    if (!textAt(namespace.object, 'metadata', 'deletionTimestamp')) {
      ensureObject(this.context, {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default', namespace: name },
      });
      return;
    }
    const left = this.contentOf(name);
    for (const { info, entry } of left) {
      if (!textAt(entry.object, 'metadata', 'deletionTimestamp')) {
        const one = entry.key.slice(entry.key.indexOf('/') + 1);
        removeObject(this.context, info, name, one);
      }
    }
    const remaining = this.contentOf(name);
    if (remaining.length) {
      this.tellWhatRemains(name, remaining);
    } else {
      this.letGo(name);
    }
  }

  private contentOf(namespace: string) {
    return this.context.registry
      .tables()
      .filter(info => info.namespaced)
      .flatMap(info =>
        this.context.store
          .list(info.table)
          .filter(({ key }) => key.startsWith(`${namespace}/`))
          .map(entry => ({ info, entry })),
      );
  }

  private tellWhatRemains(
    name: string,
    remaining: Array<{ info: ResourceInfo; entry: StoredEntry }>,
  ): void {
    const counts = new Map<string, number>();
    const holders = new Map<string, number>();
    for (const { info, entry } of remaining) {
      const kind = info.group
        ? `${info.plural}.${info.group}`
        : `${info.plural}.`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const finalizers = objectAt(entry.object, 'metadata')?.finalizers;
      for (const one of Array.isArray(finalizers) ? finalizers : []) {
        holders.set(String(one), (holders.get(String(one)) ?? 0) + 1);
      }
    }
    const content = [...counts].map(
      ([kind, count]) => `${kind} has ${count} resource instances`,
    );
    const held = [...holders].map(
      ([finalizer, count]) => `${finalizer} in ${count} resource instances`,
    );
    const time = timestamp(this.context.now());
    this.changeStatus(name, [
      condition(
        'NamespaceContentRemaining',
        'SomeResourcesRemain',
        `Some resources are remaining: ${content.join(', ')}`,
        time,
      ),
      ...(held.length
        ? [
            condition(
              'NamespaceFinalizersRemaining',
              'SomeFinalizersRemain',
              `Some content in the namespace has finalizers remaining: ${held.join(
                ', ',
              )}`,
              time,
            ),
          ]
        : []),
    ]);
  }

  private changeStatus(name: string, conditions: JsonObject[]): void {
    changeObject(
      this.context,
      this.info(),
      { namespace: undefined, name, subresource: 'status' },
      current => {
        const status = objectAt(current, 'status') ?? {};
        const before = Array.isArray(status.conditions)
          ? (status.conditions as JsonObject[])
          : [];
        const merged = conditions.map(
          one =>
            before.find(
              other => other.type === one.type && other.message === one.message,
            ) ?? one,
        );
        current.status = { ...status, conditions: merged };
        return current;
      },
    );
  }

  private letGo(name: string): void {
    const target = { namespace: undefined, name };
    changeObject(
      this.context,
      this.info(),
      { ...target, subresource: 'finalize' },
      current => ({ ...current, spec: {} }),
    );
  }

  private info(): ResourceInfo {
    const info = this.context.registry.findKind('v1', 'Namespace');
    if (!info) {
      throw new Error('namespaces are not served');
    }
    return info;
  }
}

function condition(
  type: string,
  reason: string,
  message: string,
  time: string,
): JsonObject {
  return { type, status: 'True', lastTransitionTime: time, reason, message };
}
