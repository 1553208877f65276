import {
  brokerSizes,
  clusterRequestSchema,
  deriveZoneLoss,
  type ClusterNode,
  type ClusterPlan,
  type ClusterRequestInput,
  type PlanFinding,
  type Target,
  type TargetsResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';

const GiB = 1024 ** 3;

/** A place to create clusters in. */
export function buildTarget(overrides: Partial<Target> = {}): Target {
  return {
    kubernetesCluster: 'dev',
    kubernetesClusterTitle: 'Development',
    namespace: 'orders',
    teams: ['group:default/orders'],
    storageClasses: [
      { name: 'standard', isDefault: false, canGrow: false, zonal: false },
      { name: 'ssd', isDefault: true, canGrow: true, zonal: true },
    ],
    zones: ['a', 'b', 'c'],
    operator: { installed: true, version: '0.29.0' },
    footprint: [],
    ...overrides,
  };
}

/** Targets and plans as a backend with 20 GiB of memory left would give them. */
export class FakePlanningApi {
  targets: TargetsResponse = { items: [buildTarget()], problems: [] };
  extraFindings: PlanFinding[] = [];
  takenNames = new Set<string>();
  planned: ClusterRequestInput[] = [];
  error: Error | undefined;

  async listTargets(): Promise<TargetsResponse> {
    if (this.error) {
      throw this.error;
    }
    return this.targets;
  }

  async planCluster(
    input: ClusterRequestInput,
  ): Promise<{ plan: ClusterPlan }> {
    this.planned.push(input);
    return { plan: this.#plan(input) };
  }

  #plan(input: ClusterRequestInput): ClusterPlan {
    const request = clusterRequestSchema.parse(input);
    const memory = brokerSizes[request.size].memoryBytes * request.brokers;
    const hard = 32 * GiB;
    const used = 12 * GiB;
    const findings: PlanFinding[] = [...this.extraFindings];
    if (memory > hard - used) {
      findings.push({
        level: 'problem',
        code: 'quota-exceeded',
        field: 'size',
        params: {
          kind: 'memory',
          requested: memory,
          available: hard - used,
          quota: 'team',
        },
      });
    }
    if (this.takenNames.has(request.name)) {
      findings.push({
        level: 'problem',
        code: 'name-unavailable',
        field: 'name',
        params: { name: request.name, kind: 'KafkaCluster' },
      });
    }
    findings.push({ level: 'warning', code: 'plain-listeners', params: {} });
    const nodes = buildNodes(request.brokers);
    return {
      ref: { ...request.target, name: request.name },
      owner: 'group:default/orders',
      objects: [
        {
          kind: 'KafkaCluster',
          name: request.name,
          namespace: request.target.namespace,
          createdBy: 'portal',
          count: 1,
        },
        {
          kind: 'Pod',
          name: `${request.name}-*`,
          namespace: request.target.namespace,
          createdBy: 'koperator',
          count: request.brokers,
        },
      ],
      manifest: `kind: KafkaCluster\nmetadata:\n  name: ${request.name}\n`,
      footprint: [
        {
          kind: 'memory',
          requested: memory,
          quota: { hard, used, name: 'team' },
        },
        { kind: 'pods', requested: request.brokers },
      ],
      zones: ['a', 'b', 'c'].map(name => ({
        name,
        kubernetesNodes: [{ name: `node-${name}`, state: 'ready' as const }],
        drained: false,
        loss: deriveZoneLoss(nodes, name, {
          minInsyncReplicas: 2,
          replicationFactor: 3,
          rackAware: true,
        }),
      })),
      nodes,
      minInsyncReplicas: 2,
      findings,
      feasible: findings.every(({ level }) => level !== 'problem'),
    };
  }
}

function buildNodes(brokers: number): ClusterNode[] {
  return Array.from({ length: brokers }, (_, id) => ({
    id,
    role: 'broker' as const,
    state: 'planned' as const,
    zone: ['a', 'b', 'c'][id % 3],
    volumes: [],
    configuration: 'unknown' as const,
  }));
}
