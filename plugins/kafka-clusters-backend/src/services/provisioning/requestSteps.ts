import type { RequestStep } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { RenderedCluster } from '@kafka-clusters/plugin-kafka-clusters-node';
import type { StoredRequest } from '../../store/RequestStore';

/** An object of a request that is to be created. */
export type PlannedObject = RenderedCluster['objects'][number];

/** The steps of a request before any of them is done. */
export function buildSteps(
  objects: readonly PlannedObject[],
): readonly RequestStep[] {
  return objects.map(({ step, resource, object }) => ({
    id: step,
    kind: resource.kind,
    name: object.metadata.name,
    state: 'waiting',
  }));
}

/** Where a request stands with an object. */
export function stepOf(
  { steps }: StoredRequest,
  { step, resource, object }: PlannedObject,
): RequestStep {
  return (
    steps.find(({ id }) => id === step) ?? {
      id: step,
      kind: resource.kind,
      name: object.metadata.name,
      state: 'waiting',
    }
  );
}

/** The steps after one of them changed. */
export function withStep(
  steps: readonly RequestStep[],
  { step }: PlannedObject,
  change: Partial<RequestStep>,
): readonly RequestStep[] {
  return steps.map(known =>
    known.id === step ? { ...known, ...change } : known,
  );
}

/** The steps after everything was taken back. */
export function undoneSteps({ steps }: StoredRequest): readonly RequestStep[] {
  return steps.map(step =>
    step.state === 'done' ? { ...step, state: 'undone' } : step,
  );
}
