import type { ApiRequest } from './ApiConnection';
import { KubernetesRequestError } from './errors';

/** Questions that Kubernetes wants as a POST, about the portal's own account; nothing of them is stored. */
const reviews = new Set([
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
  '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
  '/apis/authentication.k8s.io/v1/selfsubjectreviews',
]);

/**
 * The last line of defence of a portal that only reads: whatever a service
 * forgot to ask, nothing but reads and reviews of rights leaves. A dry run is
 * refused too: webhooks may take it for the real thing.
 *
 * @throws KubernetesRequestError which says that nothing was sent
 */
export function assertReads(request: ApiRequest): void {
  const isReview = request.method === 'POST' && reviews.has(request.path);
  if (request.method !== 'GET' && !isReview) {
    throw new KubernetesRequestError({
      code: 403,
      reason: 'ReadOnly',
      message: `${request.method} ${request.path} was not sent: this portal only reads`,
      causes: [],
    });
  }
}
