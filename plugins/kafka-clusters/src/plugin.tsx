import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
  PluginWrapperBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { KafkaClustersClient } from '@kafka-clusters/plugin-kafka-clusters-common';
import { RiDatabase2Line } from '@remixicon/react';
import { kafkaClustersApiRef } from './api';
import { clusterRouteRef, rightsRouteRef, rootRouteRef } from './routes';

/** Entities that stand for a cluster; overridable in the configuration. */
const isKafkaCluster = {
  kind: 'resource',
  'metadata.annotations.kafka-clusters.io/cluster': { $exists: true },
};

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: kafkaClustersApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new KafkaClustersClient(deps),
    }),
});

const wrapper = PluginWrapperBlueprint.make({
  params: defineParams =>
    defineParams({
      loader: async () => ({
        component: (await import('./hooks/QueryProvider')).QueryProvider,
      }),
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/kafka-clusters',
    title: 'Kafka clusters',
    icon: <RiDatabase2Line />,
    routeRef: rootRouteRef,
    noHeader: true,
    loader: () => import('./pages').then(m => <m.KafkaClustersPages />),
  },
});

const entityContent = EntityContentBlueprint.make({
  name: 'cluster',
  params: {
    path: '/kafka',
    title: 'Kafka',
    filter: isKafkaCluster,
    loader: () => import('./entity').then(m => <m.EntityClusterContent />),
  },
});

const entityCard = EntityCardBlueprint.make({
  name: 'health',
  params: {
    type: 'content',
    filter: isKafkaCluster,
    loader: () => import('./entity').then(m => <m.EntityHealthCard />),
  },
});

const groupCard = EntityCardBlueprint.make({
  name: 'team',
  params: {
    type: 'content',
    filter: { kind: 'group' },
    loader: () => import('./entity').then(m => <m.EntityGroupCard />),
  },
});

const systemCard = EntityCardBlueprint.make({
  name: 'system',
  params: {
    type: 'content',
    filter: { kind: 'system' },
    loader: () => import('./entity').then(m => <m.EntitySystemCard />),
  },
});

const componentCard = EntityCardBlueprint.make({
  name: 'use',
  params: {
    type: 'content',
    filter: {
      kind: 'component',
      'metadata.annotations.kafka-clusters.io/cluster': { $exists: true },
    },
    loader: () => import('./entity').then(m => <m.EntityComponentCard />),
  },
});

/**
 * Kafka clusters: fleet, cluster page, entity content and card.
 *
 * @public
 */
export const kafkaClustersPlugin = createFrontendPlugin({
  pluginId: 'kafka-clusters',
  title: 'Kafka clusters',
  icon: <RiDatabase2Line />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    cluster: clusterRouteRef,
    rights: rightsRouteRef,
  },
  extensions: [
    api,
    wrapper,
    page,
    entityContent,
    entityCard,
    groupCard,
    systemCard,
    componentCard,
  ],
});
