import type { NodeVolume } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  parseQuantity,
  type KubernetesObject,
  type KubernetesObjects,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { annotationOf, createdAt, nameOf } from './meta';
import { at, list, text } from './parse';

/** Label of nodes and volumes that names their zone. */
export const ZONE_LABEL = 'topology.kubernetes.io/zone';
const LEGACY_ZONE_LABEL = 'failure-domain.beta.kubernetes.io/zone';

/** A claim of a node, with what the health needs beside the model. */
export interface ClaimView {
  readonly object: KubernetesObject;
  readonly volume: NodeVolume;
  readonly createdAt?: string;
}

/** The zone that a node's or volume's labels name. */
export function zoneOf(
  object: KubernetesObject | undefined,
): string | undefined {
  const labels = at(object, 'metadata', 'labels');
  return text(at(labels, ZONE_LABEL)) ?? text(at(labels, LEGACY_ZONE_LABEL));
}

function zoneOfVolume(
  volume: KubernetesObject | undefined,
): string | undefined {
  const labelled = zoneOf(volume);
  if (labelled) {
    return labelled;
  }
  const terms = list(
    at(volume, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms'),
  );
  const zones = terms
    .flatMap(term => list(at(term, 'matchExpressions')))
    .filter(
      expression =>
        at(expression, 'operator') === 'In' &&
        // Drivers have label names of their own, e.g. topology.ebs.csi.aws.com/zone.
        (text(at(expression, 'key'))?.endsWith('/zone') ?? false),
    )
    .flatMap(expression => list(at(expression, 'values')));
  return zones.length === 1 ? text(zones[0]) : undefined;
}

function phaseOf(claim: KubernetesObject): NodeVolume['phase'] {
  const phase = at(claim, 'status', 'phase');
  return phase === 'Pending' || phase === 'Bound' || phase === 'Lost'
    ? phase
    : 'unknown';
}

/** Finds zones of nodes and volumes of one Kubernetes cluster, read once. */
export class Zones {
  private readonly nodes: ReadonlyMap<string, KubernetesObject>;
  private readonly volumes: ReadonlyMap<string, KubernetesObject>;

  private constructor(objects: KubernetesObjects) {
    const byName = (found: readonly KubernetesObject[]) =>
      new Map(found.map(object => [nameOf(object), object]));
    this.nodes = byName(objects.list(kubernetesResources.nodes));
    this.volumes = byName(objects.list(kubernetesResources.persistentVolumes));
  }

  static of(objects: KubernetesObjects): Zones {
    return new Zones(objects);
  }

  ofNode(name: string | undefined): string | undefined {
    return name === undefined ? undefined : zoneOf(this.nodes.get(name));
  }

  /** Of a claim: where its volume is, else where the scheduler has put it. */
  ofClaim(claim: KubernetesObject): string | undefined {
    const volume = text(at(claim, 'spec', 'volumeName'));
    return (
      (volume && zoneOfVolume(this.volumes.get(volume))) ||
      this.ofNode(annotationOf(claim, 'volume.kubernetes.io/selected-node'))
    );
  }
}

/** Reads a claim. */
export function readClaim(
  claim: KubernetesObject,
  zones: Zones,
  mountPath: string | undefined,
): ClaimView {
  return {
    object: claim,
    createdAt: createdAt(claim),
    volume: {
      claim: nameOf(claim),
      mountPath,
      requestedBytes:
        parseQuantity(at(claim, 'spec', 'resources', 'requests', 'storage')) ??
        0,
      capacityBytes: parseQuantity(at(claim, 'status', 'capacity', 'storage')),
      storageClass: text(at(claim, 'spec', 'storageClassName')),
      phase: phaseOf(claim),
      zone: zones.ofClaim(claim),
    },
  };
}
