import { createDevApp } from '@backstage/frontend-dev-utils';
import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { CLUSTER_ANNOTATION } from '@kafka-clusters/plugin-kafka-clusters-common';
import { kafkaClustersApiRef, kafkaClustersPlugin } from '../src';
import { createFleet } from './fleet';

// The plugin alone, on a fleet in memory: no backend, no Kubernetes. Start it with `yarn start` in this package;
// the fleet is at /kafka-clusters, and entities are at
// /catalog/default/resource/dev.orders.orders, /catalog/default/component/checkout and /catalog/default/group/orders.

const kafkaClusters = kafkaClustersPlugin.withOverrides({
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: kafkaClustersApiRef,
          deps: {},
          factory: () => createFleet(),
        }),
    }),
  ],
});

const catalog = catalogPlugin.withOverrides({
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () =>
            catalogApiMock({
              entities: [
                {
                  apiVersion: 'backstage.io/v1alpha1',
                  kind: 'Resource',
                  metadata: {
                    name: 'dev.orders.orders',
                    namespace: 'default',
                    title: 'orders',
                    annotations: { [CLUSTER_ANNOTATION]: 'dev/orders/orders' },
                  },
                  spec: { type: 'kafka-cluster', owner: 'orders' },
                },
                {
                  apiVersion: 'backstage.io/v1alpha1',
                  kind: 'Component',
                  metadata: {
                    name: 'checkout',
                    namespace: 'default',
                    annotations: {
                      [CLUSTER_ANNOTATION]: 'prod/payments/ledger',
                    },
                  },
                  spec: { type: 'service', owner: 'orders' },
                },
                ...['orders', 'payments', 'shop'].map(name => ({
                  apiVersion: 'backstage.io/v1alpha1',
                  kind: 'Group',
                  metadata: { name, namespace: 'default' },
                  spec: { type: 'team', children: [] },
                })),
              ],
            }),
        }),
    }),
  ],
});

createDevApp({ features: [kafkaClusters, catalog] });
