import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The fleet. @public */
export const rootRouteRef = createRouteRef();

/** One cluster. @public */
export const clusterRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:kubernetesCluster/:namespace/:name',
});
