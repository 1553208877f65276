import type {
  HealthReason,
  MessageParams,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { AdapterCluster } from '@kafka-clusters/plugin-kafka-clusters-node';
import { redactText } from './redaction';

/** Takes secrets out of the texts that a model took over from Kubernetes or an operator. */
export function redactModel(model: AdapterCluster): AdapterCluster {
  return {
    ...model,
    reasons: model.reasons.map(redactReason),
    conditions: model.conditions.map(condition => ({
      ...condition,
      reason: redactOptional(condition.reason),
      message: redactOptional(condition.message),
    })),
    safety: model.safety && {
      ...model.safety,
      images: model.safety.images?.map(redactText),
      ignoredSettings: model.safety.ignoredSettings?.map(redactText),
    },
    nodes: model.nodes.map(node => ({
      ...node,
      stateDetail: redactOptional(node.stateDetail),
      configurationDetail: redactOptional(node.configurationDetail),
      operation: redactOptional(node.operation),
    })),
  };
}

function redactReason(reason: HealthReason): HealthReason {
  return {
    ...reason,
    params: redactParams(reason.params),
    blocks: { ...reason.blocks, params: redactParams(reason.blocks.params) },
    next: { ...reason.next, params: redactParams(reason.next.params) },
  };
}

function redactParams(params: MessageParams): MessageParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? redactText(value) : value,
    ]),
  );
}

function redactOptional(text: string | undefined): string | undefined {
  return text === undefined ? undefined : redactText(text);
}
