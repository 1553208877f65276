import { Suspense } from 'react';
import {
  catalogApiRef,
  entityRouteRef,
  type CatalogApi,
} from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import {
  rightsReadPermission,
  type ChangeSignal,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { FakeKafkaClustersApi } from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from '@testing-library/react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { kafkaClustersApiRef } from '../api';
import { KafkaClustersPages } from '../pages';
import { rootRouteRef } from '../routes';

/**
 * A portal's signals in one variable: `send` is what the backend would publish
 * at a change, `beat` what it says when there was none since.
 */
export function createSignals() {
  const listeners = new Set<(message: ChangeSignal) => void>();
  let changes = 0;
  const publish = () =>
    act(async () =>
      listeners.forEach(listener => listener({ instance: 'one', changes })),
    );
  return {
    api: {
      subscribe<TMessage extends JsonObject>(
        _channel: string,
        onMessage: (message: TMessage) => void,
      ) {
        const listener = (message: ChangeSignal) =>
          onMessage(message as JsonObject as TMessage);
        listeners.add(listener);
        return {
          unsubscribe: () => {
            listeners.delete(listener);
          },
        };
      },
    },
    /** How many parts of the page have subscribed. */
    count: () => listeners.size,
    send: () => {
      changes += 1;
      return publish();
    },
    beat: publish,
    /** A change that is not heard. */
    miss: () => {
      changes += 1;
    },
  };
}

/** What the address bar of a browser would show. */
function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="Address">{pathname + search}</output>;
}

/** Teams of the catalog. */
const teams = ['orders', 'payments'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: {
    type: 'team',
    children: [],
    profile: { displayName: name[0].toUpperCase() + name.slice(1) },
  },
}));

/** Renders fleet and cluster page at a path of the plugin. */
export function renderPages(
  api: FakeKafkaClustersApi,
  path = '/kafka-clusters',
  options: {
    mayCreate?: boolean;
    catalog?: CatalogApi;
    maySeeRights?: boolean;
    signals?: ReturnType<typeof createSignals>;
  } = {},
) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false } },
  });
  return renderInTestApp(
    <QueryClientProvider client={client}>
      <Suspense fallback={null}>
        <Routes>
          <Route path="/kafka-clusters/*" element={<KafkaClustersPages />} />
        </Routes>
        <Address />
      </Suspense>
    </QueryClientProvider>,
    {
      initialRouteEntries: [path],
      mountedRoutes: {
        '/kafka-clusters': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      apis: [
        [kafkaClustersApiRef, api],
        [catalogApiRef, options.catalog ?? catalogApiMock({ entities: teams })],
        [signalApiRef, (options.signals ?? createSignals()).api],
        [
          permissionApiRef,
          mockApis.permission({
            authorize: ({ permission }) =>
              (
                permission.name === rightsReadPermission.name
                  ? options.maySeeRights
                  : options.mayCreate
              )
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          }),
        ],
      ],
    },
  );
}
