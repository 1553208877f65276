import { TEAMS_ANNOTATION } from '@kafka-clusters/plugin-kafka-clusters-common';
import { kubernetesResources } from '@kafka-clusters/plugin-kafka-clusters-node';
import { normaliseTeamRef, type TargetConfig } from '../config';
import type { KubernetesGateway } from '../kubernetes';

/** A namespace and the teams that it serves. */
export interface ServedNamespace {
  readonly kubernetesCluster: string;
  readonly namespace: string;
  readonly teams: readonly string[];
}

/**
 * Which teams a namespace serves, as those say who administer it: the
 * configuration, or else the annotation of the namespace.
 */
export class NamespaceTeams {
  readonly #gateway: KubernetesGateway;
  readonly #configured: ReadonlyMap<string, readonly string[]>;

  private constructor(
    gateway: KubernetesGateway,
    targets: readonly TargetConfig[],
  ) {
    this.#gateway = gateway;
    this.#configured = new Map(
      targets.map(target => [
        `${target.kubernetesCluster}/${target.namespace}`,
        target.teams,
      ]),
    );
  }

  static create(options: {
    gateway: KubernetesGateway;
    targets: readonly TargetConfig[];
  }) {
    return new NamespaceTeams(options.gateway, options.targets);
  }

  /** Teams of one namespace; none when nobody said any. */
  teamsOf(kubernetesCluster: string, namespace: string): readonly string[] {
    const configured = this.#configured.get(
      `${kubernetesCluster}/${namespace}`,
    );
    if (configured) {
      return configured;
    }
    const object = this.#gateway.find({
      kubernetesCluster,
      resource: kubernetesResources.namespaces,
      name: namespace,
    });
    return readTeams(object?.metadata.annotations?.[TEAMS_ANNOTATION]);
  }

  /** All namespaces that exist and serve somebody. */
  list(): readonly ServedNamespace[] {
    return this.#gateway.listKubernetesClusters().flatMap(({ name }) =>
      this.#gateway
        .list(name, kubernetesResources.namespaces)
        .map(object => ({
          kubernetesCluster: name,
          namespace: object.metadata.name,
          teams: this.teamsOf(name, object.metadata.name),
        }))
        .filter(({ teams }) => teams.length > 0),
    );
  }
}

/** Reads the annotation; parts that are no entity ref grant nothing. */
export function readTeams(annotation: unknown): readonly string[] {
  if (typeof annotation !== 'string') {
    return [];
  }
  const teams = annotation
    .split(',')
    .map(part => readTeam(part))
    .filter(team => team !== undefined);
  return [...new Set(teams)];
}

/** An entity ref in its full form, or undefined for what is none. */
export function readTeam(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.trim() === '') {
    return undefined;
  }
  try {
    return normaliseTeamRef(text);
  } catch {
    return undefined;
  }
}
