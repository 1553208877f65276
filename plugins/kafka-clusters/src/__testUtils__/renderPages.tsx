import { Suspense } from 'react';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { FakeKafkaClustersApi } from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { kafkaClustersApiRef } from '../api';
import { KafkaClustersPages } from '../pages';
import { rootRouteRef } from '../routes';

/** A portal's signals in one variable: `send` is what the backend would publish. */
export function createSignals() {
  const listeners = new Set<() => void>();
  return {
    api: {
      subscribe(_channel: string, onMessage: (message: never) => void) {
        const listener = () => onMessage({} as never);
        listeners.add(listener);
        return { unsubscribe: () => listeners.delete(listener) };
      },
    },
    send: () => act(async () => listeners.forEach(listener => listener())),
  };
}

/** Renders fleet and cluster page at a path of the plugin. */
export function renderPages(
  api: FakeKafkaClustersApi,
  path = '/kafka-clusters',
  options: {
    mayCreate?: boolean;
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
        [catalogApiRef, catalogApiMock()],
        [signalApiRef, (options.signals ?? createSignals()).api],
        [
          permissionApiRef,
          mockApis.permission({
            authorize: options.mayCreate
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
          }),
        ],
      ],
    },
  );
}
