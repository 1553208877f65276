import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The fleet. @public */
export const rootRouteRef = createRouteRef();

/** The rights of the portal's own account. @public */
export const rightsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/rights',
});

/** One cluster. @public */
export const clusterRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:kubernetesCluster/:namespace/:name',
});
