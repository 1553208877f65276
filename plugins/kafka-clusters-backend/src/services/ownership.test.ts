import { kubernetesResources } from '@kafka-clusters/plugin-kafka-clusters-node';
import { InMemoryKubernetes } from './__testUtils__/InMemoryKubernetes';
import { openMemoryStores } from './__testUtils__/scene';
import { NamespaceTeams, readTeams } from './NamespaceTeams';
import { OwnerLinks } from './OwnerLinks';
import { OwnerResolver } from './ownership';

async function resolve(given: {
  link?: string;
  teams?: string;
  configured?: readonly string[];
  rule?: string;
  annotation?: string;
  gone?: string;
}) {
  const gateway = new InMemoryKubernetes();
  gateway.put('dev', kubernetesResources.namespaces, {
    metadata: {
      name: 'n',
      annotations: given.teams
        ? { 'kafka-clusters.io/teams': given.teams }
        : {},
    },
  });
  const { ownership } = await openMemoryStores();
  const links = OwnerLinks.create({
    ownership,
    store: {
      list: async () =>
        given.link
          ? [{ uid: 'u', owner: given.link, linkedBy: 'x', linkedAt: 'y' }]
          : [],
    },
  });
  await links.refresh();
  return OwnerResolver.create({
    links,
    isGone: team => team === given.gone,
    teams: NamespaceTeams.create({
      gateway,
      targets: given.configured
        ? [
            {
              kubernetesCluster: 'dev',
              namespace: 'n',
              teams: given.configured,
            },
          ]
        : [],
    }),
    rules: given.rule
      ? [
          {
            kubernetesCluster: 'prod',
            namespace: 'n',
            owner: 'group:default/wrong',
          },
          { namespace: 'x.*', owner: 'group:default/wrong' },
          { namespace: given.rule, owner: 'group:default/rule' },
        ]
      : [],
  }).resolve({
    kubernetesCluster: 'dev',
    namespace: 'n',
    uid: 'u',
    annotation: given.annotation,
  });
}

const owned = (team: string, source: string) => ({
  state: 'owned',
  owner: `group:default/${team}`,
  source,
});

describe('OwnerResolver', () => {
  it.each([
    [
      { link: 'group:default/l', teams: 'a', rule: '*', annotation: 'a' },
      owned('l', 'link'),
    ],
    [{ teams: 'a', rule: '*', annotation: 'b' }, owned('a', 'namespace')],
    [{ teams: 'a,b', rule: 'n*', annotation: 'b' }, owned('rule', 'rule')],
    [{ teams: 'a,b', annotation: 'group:default/b' }, owned('b', 'annotation')],
    [
      { teams: 'a,b', annotation: 'c' },
      { state: 'unowned', claims: ['group:default/c'] },
    ],
    [{ teams: 'a,b' }, { state: 'unowned', claims: [] }],
    [{ annotation: 'c' }, { state: 'unowned', claims: ['group:default/c'] }],
    [{ annotation: 'a:b:c/d/e' }, { state: 'unowned', claims: [] }],
    [{ teams: 'a', configured: ['group:default/z'] }, owned('z', 'namespace')],
    // A team that the configuration does not name serves nobody, whatever the annotation says.
    [
      { teams: 'a', configured: [], annotation: 'a' },
      { state: 'unowned', claims: ['group:default/a'] },
    ],
  ])('of %j is %j', async (given, expected) => {
    expect(await resolve(given)).toEqual(expected);
  });

  it('takes no other characters of a rule for a pattern', async () => {
    expect(await resolve({ rule: '.' })).toEqual({
      state: 'unowned',
      claims: [],
    });
  });
});

describe('readTeams', () => {
  it.each([
    ['a, group:default/b ,,a', ['group:default/a', 'group:default/b']],
    ['user:default/eve', ['user:default/eve']],
    [':::,///', []],
    [undefined, []],
    [{ a: 1 }, []],
  ])('reads %j', (annotation, teams) => {
    expect(readTeams(annotation)).toEqual(teams);
  });
});
