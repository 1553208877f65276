import { InputError } from '@backstage/errors';

/**
 * The one identifier of a Kafka cluster: where it is and what it is called.
 *
 * @public
 */
export interface ClusterRef {
  /** Name of the Kubernetes cluster in the configuration, a DNS label. */
  readonly kubernetesCluster: string;
  /** Kubernetes namespace, a DNS label. */
  readonly namespace: string;
  /** Name of the operator's custom resource, a DNS subdomain. */
  readonly name: string;
}

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const dnsSubdomain =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Whether the text can be the name of a namespace or of a configured Kubernetes cluster (RFC 1123 label).
 *
 * @public
 */
export function isDnsLabel(text: string): boolean {
  return dnsLabel.test(text);
}

/**
 * Whether the text can be the name of a custom resource (RFC 1123 subdomain, at most 253 characters).
 *
 * @public
 */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && dnsSubdomain.test(text);
}

/**
 * `<kubernetes cluster>/<namespace>/<name>`.
 *
 * @public
 */
export function formatClusterRef(ref: ClusterRef): string {
  return `${ref.kubernetesCluster}/${ref.namespace}/${ref.name}`;
}

/**
 * Reads `<kubernetes cluster>/<namespace>/<name>`.
 *
 * @throws InputError when a part is missing or is no valid name.
 * @public
 */
export function parseClusterRef(text: string): ClusterRef {
  const parts = text.split('/');
  const [kubernetesCluster, namespace, name] = parts;
  if (
    parts.length !== 3 ||
    !isDnsLabel(kubernetesCluster) ||
    !isDnsLabel(namespace) ||
    !isDnsSubdomain(name)
  ) {
    throw new InputError(
      'A cluster reference is <kubernetes cluster>/<namespace>/<name>, each of lower case letters, digits and dashes',
    );
  }
  return { kubernetesCluster, namespace, name };
}
