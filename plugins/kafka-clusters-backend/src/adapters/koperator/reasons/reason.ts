import {
  healthReasons,
  type BlockCode,
  type BlockParams,
  type HealthReason,
  type HealthReasonCode,
  type HealthReasonParams,
  type MessageParams,
  type NextStepCode,
  type NextStepParams,
  type ObjectRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';

/** A block or a next step with what its words name. */
export interface Message<Code extends string> {
  readonly code: Code;
  readonly params: MessageParams;
}

/** A block, its parameters checked by the compiler. */
export function blocks<Code extends BlockCode>(
  code: Code,
  params: BlockParams[Code],
): Message<BlockCode> {
  return { code, params: params as MessageParams };
}

/** A next step, its parameters checked by the compiler. */
export function next<Code extends NextStepCode>(
  code: Code,
  params: NextStepParams[Code],
): Message<NextStepCode> {
  return { code, params: params as MessageParams };
}

/** A reason, its parameters checked by the compiler. */
export function reason<Code extends HealthReasonCode>(
  code: Code,
  params: HealthReasonParams[Code],
  rest: {
    readonly about: readonly ObjectRef[];
    readonly since?: string;
    readonly blocks: Message<BlockCode>;
    readonly next: Message<NextStepCode>;
  },
): HealthReason {
  return {
    code,
    severity: healthReasons[code].severity,
    params: params as MessageParams,
    about: rest.about,
    since: rest.since,
    blocks: rest.blocks,
    next: rest.next,
  };
}
