import { RESOURCES } from '../client/resources';
import { ControllerContext } from './ControllerContext';

/** Where an operator is installed. */
export interface Installation {
  namespace: string;
  name: string;
  image: string;
}

/**
 * Tells whether an operator's own pod runs: what is scaled to zero does
 * nothing. `onStart` is called whenever it starts to run.
 */
export function whenOperatorRuns(
  context: ControllerContext,
  { name, namespace }: Installation,
  onStart: () => void,
): () => boolean {
  const deployments = context.informer(RESOURCES.deployments);
  const runs = () =>
    (deployments.get(name, namespace)?.status?.readyReplicas ?? 0) > 0;
  deployments.onChange((_type, deployment, old) => {
    const ours =
      deployment.metadata.name === name &&
      deployment.metadata.namespace === namespace;
    if (ours && !old?.status?.readyReplicas && runs()) {
      onStart();
    }
  });
  return runs;
}
