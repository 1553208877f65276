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
