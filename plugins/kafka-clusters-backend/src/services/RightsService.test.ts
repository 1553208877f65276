import type { RightsFeature } from '@kafka-clusters/plugin-kafka-clusters-common';
import { parse, parseAllDocuments } from 'yaml';
import { as } from './__testUtils__/people';
import { createScene, sceneConfig, type Scene } from './__testUtils__/scene';

const grant = (apiGroup: string, resources: string[], verbs: string[]) => ({
  apiGroups: [apiGroup],
  resources,
  verbs,
  resourceNames: [] as string[],
});

describe('RightsService', () => {
  let scene: Scene;
  let now: Date;

  beforeEach(async () => {
    now = new Date('2026-11-24T10:00:00Z');
    scene = await createScene({ now: () => now });
    scene.kubernetes.requests.length = 0;
  });

  afterEach(() => scene.stop());

  const ask = async (refresh = false) =>
    scene.rights.listRights({ credentials: as('petra'), refresh });

  const feature = async (name: RightsFeature, kubernetesCluster = 'dev') => {
    const { items } = await ask();
    return items
      .find(item => item.kubernetesCluster === kubernetesCluster)
      ?.features.find(candidate => candidate.feature === name);
  };

  it.each(['dana', 'pablo', 'guest'] as const)(
    'asks nothing for %s, who may not see them',
    async name => {
      await expect(
        scene.rights.listRights({ credentials: as(name) }),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });
      expect(scene.kubernetes.requests).toEqual([]);
    },
  );

  it('costs one list of rules for each Kubernetes cluster, and nothing for some minutes', async () => {
    const { items } = await ask();
    expect(
      items.map(({ kubernetesCluster, features }) => [
        kubernetesCluster,
        ...features.map(({ state }) => state),
      ]),
    ).toEqual([
      ['dev', 'granted', 'granted', 'granted', 'granted'],
      ['prod', 'granted', 'granted', 'granted', 'granted'],
    ]);
    expect(scene.kubernetes.requests).toEqual(['list rules', 'list rules']);
    now = new Date('2026-11-24T10:04:59Z');
    await ask();
    expect(scene.kubernetes.requests).toHaveLength(2);
    now = new Date('2026-11-24T10:05:00Z');
    await ask();
    expect(scene.kubernetes.requests).toHaveLength(4);
    await ask(true);
    expect(scene.kubernetes.requests).toHaveLength(6);
  });

  it('names what is missing, and grants exactly that', async () => {
    scene.kubernetes.ownRules = {
      rules: [
        grant('', ['*'], ['get', 'list', 'watch']),
        grant('*', ['kafkaclusters'], ['get', 'list', 'watch', 'create']),
        // One name is not the type.
        {
          ...grant('*', ['zookeeperclusters'], ['*']),
          resourceNames: ['mine'],
        },
      ],
      incomplete: false,
    };
    const provision = await feature('provision');
    expect(
      provision?.rights.map(({ resource, state, missingVerbs }) => [
        resource,
        state,
        missingVerbs,
      ]),
    ).toEqual([
      ['zookeeperclusters', 'missing', ['get', 'create', 'delete']],
      ['kafkaclusters', 'missing', ['delete']],
    ]);
    const [role, binding] = parseAllDocuments(provision?.missingYaml ?? '').map(
      document => document.toJS(),
    );
    expect(role.rules).toEqual([
      {
        apiGroups: ['kafka.banzaicloud.io'],
        resources: ['kafkaclusters'],
        verbs: ['delete'],
      },
      {
        apiGroups: ['zookeeper.pravega.io'],
        resources: ['zookeeperclusters'],
        verbs: ['get', 'create', 'delete'],
      },
    ]);
    expect(role.metadata.name).toMatch(
      /^kafka-clusters-provision-[0-9a-f]{8}$/,
    );
    expect(binding).toMatchObject({
      metadata: { name: role.metadata.name },
      roleRef: { kind: 'ClusterRole', name: role.metadata.name },
      subjects: [
        { kind: 'ServiceAccount', name: 'portal', namespace: 'portal' },
      ],
    });
    const [whole] = parseAllDocuments(provision?.neededYaml ?? '');
    expect(whole.toJS().metadata.name).toBe('kafka-clusters-provision');
  });

  it('asks verb by verb where the server cannot list all rules', async () => {
    scene.kubernetes.ownRules = {
      rules: [grant('', ['*'], ['*'])],
      incomplete: true,
    };
    scene.kubernetes.mayDo = ({ resource }) =>
      resource.plural !== 'storageclasses';
    const read = await feature('read');
    expect(
      read?.rights
        .filter(({ state }) => state === 'missing')
        .map(({ resource, missingVerbs }) => [resource, missingVerbs]),
    ).toEqual([['storageclasses', ['list', 'watch']]]);
    expect(scene.kubernetes.requests).not.toContain('review pods');
  });

  it('knows nothing of a Kubernetes cluster that gives no answer, and does not keep that', async () => {
    scene.kubernetes.setState('prod', 'unreachable');
    expect((await feature('read', 'prod'))?.state).toBe('unknown');
    expect((await feature('read', 'prod'))?.missingYaml).toBeUndefined();
    expect((await feature('read'))?.state).toBe('granted');
    scene.kubernetes.setState('prod', 'live');
    expect((await feature('read', 'prod'))?.state).toBe('granted');
  });

  it('takes one that refuses to answer as unknown', async () => {
    scene.kubernetes.ownRules = { rules: [], incomplete: true };
    scene.kubernetes.fault = ({ verb }) =>
      verb === 'review'
        ? { code: 503, status: { reason: 'ServiceUnavailable' } }
        : undefined;
    expect((await feature('read'))?.state).toBe('unknown');
  });

  it('asks for no right to write where the portal only reads', async () => {
    const reading = await createScene({
      config: { ...sceneConfig, readOnly: true },
    });
    const { items } = await reading.rights.listRights({
      credentials: as('petra'),
    });
    expect(items[0].features.map(({ feature: name }) => name)).toEqual([
      'read',
      'unsupported',
    ]);
    await reading.stop();
  });

  it('grants reads to read, and nothing else', async () => {
    const read = await feature('read');
    const { rules } = parse((read?.neededYaml ?? '').split('---')[0]);
    const verbs = new Set(
      rules.flatMap((rule: { verbs: string[] }) => rule.verbs),
    );
    expect([...verbs].sort()).toEqual(['get', 'list', 'watch']);
    expect(JSON.stringify(rules)).not.toContain('*');
    expect(JSON.stringify(rules)).not.toContain('secrets');
  });
});
