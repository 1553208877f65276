import type {
  InventoryItem,
  InventoryResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { ServiceUnavailableError } from '@backstage/errors';

/**
 * Takes an answer for an inventory only when it is one: an answer of something
 * in between (a proxy, an older backend) must never look like "no clusters".
 *
 * @throws ServiceUnavailableError
 */
export function parseInventory(answer: unknown): InventoryResponse {
  const { items, complete, configured } = readRecord(answer);
  return {
    items: readList(items, readItem),
    complete: readList(complete, readText),
    configured: readList(configured, readText),
  };
}

function readItem(value: unknown): InventoryItem {
  const item = readRecord(value);
  const ref = readRecord(item.ref);
  return {
    entityName: readText(item.entityName),
    title: readText(item.title),
    ref: {
      kubernetesCluster: readText(ref.kubernetesCluster),
      ...readPlace(ref),
    },
    uid: readText(item.uid),
    operator: readText(item.operator),
    // Without a key where there is nothing, so that equal answers stay equal.
    ...(item.owner === undefined ? {} : { owner: readText(item.owner) }),
    ...(item.zookeeper === undefined
      ? {}
      : { zookeeper: readPlace(item.zookeeper) }),
  };
}

function readPlace(value: unknown) {
  const { namespace, name } = readRecord(value);
  return { namespace: readText(namespace), name: readText(name) };
}

function readList<T>(value: unknown, read: (item: unknown) => T): T[] {
  return Array.isArray(value) ? value.map(read) : refuse();
}

function readText(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : refuse();
}

function readRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : refuse();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(): never {
  throw new ServiceUnavailableError(
    'The answer to the question for all Kafka clusters is not an inventory',
  );
}
