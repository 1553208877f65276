/**
 * A real Kubernetes control plane for tests.
 *
 * @packageDocumentation
 */
export { ApiCaller } from './ApiCaller';
export type { Answer, ApiAddress, CallExtras, JsonObject } from './ApiCaller';
export { readDefinitions } from './definitions';
export { grantPortal } from './grantPortal';
export { RealKubernetes } from './RealKubernetes';
export type { RealKubernetesOptions } from './RealKubernetes';
