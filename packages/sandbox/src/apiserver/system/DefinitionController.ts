import { CLEANUP_FINALIZER } from '../crd/definitionStrategy';
import { readDefinition } from '../crd/readDefinition';
import { ServerContext, timestamp } from '../context';
import { JsonObject, listAt, objectAt, objectsAt, own, textAt } from '../json';
import { VersionedStore } from '../storage/VersionedStore';
import { changeObject, removeObject } from './systemWrites';
import { WorkQueue } from './WorkQueue';

const TABLE = 'customresourcedefinitions.apiextensions.k8s.io';

/** Serves what CustomResourceDefinitions define, and cleans up after them. */
export class DefinitionController {
  private readonly queue = WorkQueue.create(name => this.settle(name));
  private readonly undo: Array<() => void> = [];

  private constructor(private readonly context: ServerContext) {}

  /** Serves all stored definitions at once and follows changes. */
  static start(context: ServerContext): DefinitionController {
    const controller = new DefinitionController(context);
    const { store, registry } = context;
    for (const { object } of store.list(TABLE)) {
      controller.serve(object);
    }
    controller.undo.push(
      store.subscribe(TABLE, event => {
        const name = textAt(event.entry.object, 'metadata', 'name') ?? '';
        if (event.type === 'DELETED') {
          registry.withdraw(name);
        } else {
          controller.serve(event.entry.object, event.previous?.object);
        }
      }),
      store.subscribe('*', event => {
        if (event.type === 'DELETED') {
          controller.lookForTerminating(event.resource);
        }
      }),
    );
    return controller;
  }

  stop(): void {
    this.queue.stop();
    this.undo.forEach(undo => undo());
  }

  private serve(definition: JsonObject, previous?: JsonObject): void {
    const name = textAt(definition, 'metadata', 'name') ?? '';
    // A change of the status alone must not make readers parse schemas anew.
    if (!previous || previous.spec !== definition.spec) {
      const before = JSON.stringify(previous?.spec);
      if (before !== JSON.stringify(definition.spec)) {
        this.context.registry.serve(name, readDefinition(definition));
      }
    }
    this.queue.add(name);
  }

  private lookForTerminating(table: string): void {
    const definition = this.context.store.get(TABLE, `/${table}`);
    if (textAt(definition?.object, 'metadata', 'deletionTimestamp')) {
      this.queue.add(table);
    }
  }

  private settle(name: string): void {
    const definition = this.context.store.get(TABLE, `/${name}`)?.object;
    if (!definition) {
      return;
    }
    if (textAt(definition, 'metadata', 'deletionTimestamp')) {
      this.cleanUp(name);
    } else {
      this.accept(name);
    }
  }

  private accept(name: string): void {
    const info = this.info();
    const time = timestamp(this.context.now());
    changeObject(
      this.context,
      info,
      { namespace: undefined, name, subresource: 'status' },
      definition => {
        const stored = storageVersion(definition);
        const before = listAt(definition, 'status', 'storedVersions');
        definition.status = {
          ...objectAt(definition, 'status'),
          conditions: acceptedConditions(definition, time),
          acceptedNames: objectAt(definition, 'spec', 'names'),
          storedVersions: before.includes(stored)
            ? before
            : [...before, stored],
        };
        return definition;
      },
    );
  }

  private cleanUp(name: string): void {
    const { store, registry } = this.context;
    const instances = store.list(name);
    const served = registry.all().find(info => info.table === name);
    if (instances.length && served) {
      for (const { key, object } of instances) {
        if (!textAt(object, 'metadata', 'deletionTimestamp')) {
          const [space, one] = key.split('/');
          removeObject(this.context, served, space || undefined, one);
        }
      }
      return;
    }
    changeObject(
      this.context,
      this.info(),
      { namespace: undefined, name },
      definition => {
        const metadata = objectAt(definition, 'metadata');
        if (metadata) {
          metadata.finalizers = listAt(metadata, 'finalizers').filter(
            one => one !== CLEANUP_FINALIZER,
          );
        }
        return definition;
      },
    );
  }

  private info() {
    const info = this.context.registry.findKind(
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
    );
    if (!info) {
      throw new Error('CustomResourceDefinitions are not served');
    }
    return info;
  }
}

function storageVersion(definition: JsonObject): string {
  const found = objectsAt(definition, 'spec', 'versions').find(
    version => own(version, 'storage') === true,
  );
  return textAt(found, 'name') ?? '';
}

function acceptedConditions(
  definition: JsonObject,
  time: string,
): JsonObject[] {
  const wanted: Array<[string, string, string]> = [
    ['NamesAccepted', 'NoConflicts', 'no conflicts found'],
    [
      'Established',
      'InitialNamesAccepted',
      'the initial names have been accepted',
    ],
  ];
  return wanted.map(([type, reason, message]) => {
    const present = objectsAt(definition, 'status', 'conditions').find(
      condition => textAt(condition, 'type') === type,
    );
    return (
      present ?? {
        type,
        status: 'True',
        lastTransitionTime: time,
        reason,
        message,
      }
    );
  });
}

/** Whether a table belongs to a definition that is going away. */
export function isTerminating(store: VersionedStore, table: string): boolean {
  const definition = store.get(TABLE, `/${table}`);
  return (
    textAt(definition?.object, 'metadata', 'deletionTimestamp') !== undefined
  );
}
