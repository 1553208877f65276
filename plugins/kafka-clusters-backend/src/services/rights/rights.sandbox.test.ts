import { mockServices } from '@backstage/backend-test-utils';
import type {
  KubernetesRight,
  RightsFeature,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { startSandbox, type Sandbox } from '@kafka-clusters/sandbox';
import { parseAllDocuments } from 'yaml';
import { builtInAdapters } from '../../adapters';
import { DefaultKubernetesGateway } from '../../kubernetes';
import { as } from '../__testUtils__/people';
import { createScene, type Scene } from '../__testUtils__/scene';
import { listNeededRights } from './neededRights';
import { buildRules, type RoleRule } from './renderRoles';

const rbac = { group: 'rbac.authorization.k8s.io', version: 'v1' };
const clusterRoles = {
  ...rbac,
  plural: 'clusterroles',
  kind: 'ClusterRole',
  namespaced: false,
};
const clusterRoleBindings = {
  ...rbac,
  plural: 'clusterrolebindings',
  kind: 'ClusterRoleBinding',
  namespaced: false,
};
const portalRole = {
  kubernetesCluster: 'dev',
  resource: clusterRoles,
  name: 'kafka-portal',
};

/** Every single thing that rules allow, in order. */
function expand(rules: readonly RoleRule[]): string[] {
  const all = rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap(group =>
      resources.flatMap(resource =>
        verbs.map(verb => `${group}/${resource} ${verb}`),
      ),
    ),
  );
  return [...new Set(all)].sort();
}

describe('rights in a living Kubernetes', () => {
  let sandbox: Sandbox;
  let admin: DefaultKubernetesGateway;
  let portal: DefaultKubernetesGateway;
  let scene: Scene;

  const connect = (token: 'adminToken' | 'portalToken') => {
    const { url, caData, ...cluster } = sandbox.clusters.dev;
    return DefaultKubernetesGateway.create({
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
      kubernetesClusters: [
        {
          name: 'dev',
          connection: { type: 'url', url, caData, token: cluster[token] },
        },
      ],
      resources: [],
    });
  };

  beforeAll(async () => {
    sandbox = await startSandbox({ empty: true, controllers: false });
    admin = connect('adminToken');
    portal = connect('portalToken');
    scene = await createScene({ gateway: portal, adapters: builtInAdapters });
  });

  afterAll(async () => {
    await scene.stop();
    await Promise.all([admin.stop(), portal.stop()]);
    await sandbox.stop();
  });

  const review = async () => {
    const { items } = await scene.rights.listRights({
      credentials: as('petra'),
      refresh: true,
    });
    return items[0];
  };

  /** Without what Kubernetes lets everybody ask about themselves. */
  const portalMay = async () =>
    expand((await portal.listOwnRules('dev')).rules).filter(
      one => !/^auth(entic|oriz)ation\.k8s\.io\/selfsubject/.test(one),
    );

  const setRules = async (rules: readonly RoleRule[]) => {
    await admin.patch(portalRole, [
      { op: 'replace', path: '/rules', value: rules },
    ]);
  };

  const createOne = async (object: KubernetesObject) => {
    const resource =
      object.kind === 'ClusterRole' ? clusterRoles : clusterRoleBindings;
    await admin.create('dev', resource, object);
    const { name } = object.metadata;
    const location = { kubernetesCluster: 'dev', resource, name };
    return () => admin.delete(location, {});
  };

  /** As `kubectl create -f` does it. */
  const createAll = async (yaml: string) => {
    const created: (() => Promise<void>)[] = [];
    for (const document of parseAllDocuments(yaml)) {
      created.push(await createOne(document.toJS()));
    }
    return created;
  };

  const needed: readonly KubernetesRight[] = listNeededRights(builtInAdapters);

  it('are in the sandbox exactly those that the registry names', async () => {
    expect(await portalMay()).toEqual(expand(buildRules(needed)));
    const { account, features } = await review();
    expect(account).toBe('system:serviceaccount:kafka-portal:portal');
    expect(features.map(({ state }) => state)).toEqual(
      features.map(() => 'granted'),
    );
  });

  it.each([
    'read',
    'provision',
    'link',
    'unsupported',
  ] satisfies RightsFeature[])(
    'come whole from the role of a feature: %s',
    async feature => {
      const of = (name: RightsFeature) =>
        needed.filter(right => right.feature === name);
      await setRules([]);
      const before = await review();
      const found = before.features.find(one => one.feature === feature);
      expect(found?.state).toBe('missing');
      const created = await createAll(found?.neededYaml ?? '');
      expect(await portalMay()).toEqual(expand(buildRules(of(feature))));
      for (const remove of created) {
        await remove();
      }
    },
  );

  it('are completed by exactly what is missing, and by nothing more', async () => {
    const lost = ['storageclasses', 'zookeeperclusters'];
    await setRules(
      buildRules(needed.filter(({ resource }) => !lost.includes(resource))),
    );
    const { features } = await review();
    expect(
      features
        .filter(({ state }) => state === 'missing')
        .map(({ feature, rights }) => [
          feature,
          rights
            .filter(({ missingVerbs }) => missingVerbs.length > 0)
            .map(({ resource, missingVerbs }) => [resource, ...missingVerbs]),
        ]),
    ).toEqual([
      [
        'read',
        [
          ['zookeeperclusters', 'list', 'watch'],
          ['storageclasses', 'list', 'watch'],
          ['zookeeperclusters', 'get'],
        ],
      ],
      ['provision', [['zookeeperclusters', 'get', 'create', 'delete']]],
    ]);
    for (const { missingYaml } of features) {
      await createAll(missingYaml ?? '');
    }
    expect(await portalMay()).toEqual(expand(buildRules(needed)));
    expect(
      (await review()).features.every(({ state }) => state === 'granted'),
    ).toBe(true);
  });
});
