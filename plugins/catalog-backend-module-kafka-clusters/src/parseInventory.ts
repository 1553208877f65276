import type { InventoryResponse } from '@kafka-clusters/plugin-kafka-clusters-common';
import { ServiceUnavailableError } from '@backstage/errors';

/**
 * Takes an answer for an inventory only when it is one: an answer of something
 * in between (a proxy, an older backend) must never look like "no clusters".
 *
 * @throws ServiceUnavailableError
 */
export function parseInventory(answer: unknown): InventoryResponse {
  if (
    isRecord(answer) &&
    isListOf(answer.configured, isText) &&
    isListOf(answer.complete, isText) &&
    isListOf(answer.items, isItem)
  ) {
    return answer as unknown as InventoryResponse;
  }
  throw new ServiceUnavailableError(
    'The answer to the question for all Kafka clusters is not an inventory',
  );
}

function isItem(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value.entityName) &&
    isText(value.title) &&
    isPlace(value.ref) &&
    isText(value.ref.kubernetesCluster) &&
    (value.owner === undefined || isText(value.owner)) &&
    (value.zookeeper === undefined || isPlace(value.zookeeper))
  );
}

function isPlace(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && isText(value.namespace) && isText(value.name);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isListOf(value: unknown, check: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(check);
}
