import {
  rightsFeatures,
  type KubernetesRight,
  type RightPurpose,
  type RightsFeature,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type {
  KubernetesResource,
  OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { isSameResource } from '../relevance';
import { listManifestResources, listWatchedResources } from '../resources';
import { knownKafkaKinds } from './knownKafkaKinds';

type Need = readonly [
  resources: readonly Pick<KubernetesResource, 'group' | 'plural'>[],
  verbs: readonly string[],
  purpose: RightPurpose,
];

/** What each feature asks of an API server, in the words of those who ask it. */
const needs: Record<
  RightsFeature,
  (adapters: readonly OperatorAdapter[]) => readonly Need[]
> = {
  read: adapters => [
    [listWatchedResources(adapters), ['list', 'watch'], 'watched'],
    [adapters.flatMap(listManifestResources), ['get'], 'manifest'],
  ],
  provision: adapters => [
    [
      adapters.flatMap(({ renders = [] }) => renders),
      ['get', 'create', 'delete'],
      'created',
    ],
  ],
  link: adapters => [
    [
      adapters.filter(isWritten).map(({ clusterResource }) => clusterResource),
      ['get', 'patch'],
      'owner-noted',
    ],
  ],
  unsupported: adapters => [
    [
      knownKafkaKinds.filter(
        ({ group, plural }) =>
          !adapters.some(
            ({ clusterResource: known }) =>
              known.group === group && known.plural === plural,
          ),
      ),
      ['list', 'watch'],
      'counted',
    ],
  ],
};

/**
 * The one registry of what the product needs of a Kubernetes cluster, by
 * feature: derived from what is watched and what the adapters render, so that
 * nothing has to be listed twice.
 */
export function listNeededRights(
  adapters: readonly OperatorAdapter[],
): readonly KubernetesRight[] {
  return rightsFeatures.flatMap(feature =>
    needs[feature](adapters).flatMap(([resources, verbs, purpose]) =>
      resources
        .map(({ group, plural }) => ({ apiGroup: group, resource: plural }))
        .filter(isFirst)
        .map(resource => ({ feature, ...resource, verbs, purpose })),
    ),
  );
}

function isFirst(
  { apiGroup, resource }: { apiGroup: string; resource: string },
  index: number,
  all: readonly { apiGroup: string; resource: string }[],
): boolean {
  return (
    all.findIndex(
      other => other.apiGroup === apiGroup && other.resource === resource,
    ) === index
  );
}

/** Whether the product writes the adapter's clusters: those of an adapter that only reads stay as they are. */
function isWritten({ clusterResource, renders = [] }: OperatorAdapter) {
  return renders.some(resource => isSameResource(resource, clusterResource));
}
