import type { ReactElement } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { createChineseApis } from './words';

/** Renders a part of a page for a reader of English or of Chinese. */
export function renderInLanguage(
  element: ReactElement,
  language: 'en' | 'zh' = 'en',
) {
  return renderInTestApp(element, {
    apis: [
      [catalogApiRef, catalogApiMock()],
      ...(language === 'zh' ? createChineseApis() : []),
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}
