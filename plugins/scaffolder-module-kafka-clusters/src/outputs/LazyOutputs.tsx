import { Suspense, lazy, type ComponentProps } from 'react';
import type { KafkaClusterOutputs } from './KafkaClusterOutputs';

const Outputs = lazy(async () => ({
  default: (await import('./KafkaClusterOutputs')).KafkaClusterOutputs,
}));

/** The result, loaded once there is a task to show. */
export function LazyOutputs(props: ComponentProps<typeof KafkaClusterOutputs>) {
  return (
    <Suspense fallback={null}>
      <Outputs {...props} />
    </Suspense>
  );
}
