/**
 * A Kubernetes-compatible control plane for one laptop, for development and
 * tests.
 *
 * @packageDocumentation
 */
export { startSandbox } from './launch/startSandbox';
export type {
  Sandbox,
  SandboxCluster,
  SandboxOptions,
} from './launch/startSandbox';
export { ApiServerFaults } from './apiserver/faults';
export type { DenyWebhook, FaultSettings } from './apiserver/faults';
export { PodLogRelay } from './apiserver/logs';
export type { PodLogOptions, PodLogSource } from './apiserver/logs';
export { createCertificates } from './tls/certificates';
export { renderKubeconfig } from './launch/kubeconfig';
export {
  PORTAL_GROUPS,
  PORTAL_USER,
  portalObjects,
} from './launch/portalAccess';
