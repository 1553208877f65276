import {
  MAX_CLUSTER_NAME_LENGTH,
  brokerSizeNames,
  clusterRequestSchema,
  useCases,
  type BrokerSizeName,
  type ClusterRequestInput,
  type Target,
  type UseCase,
} from '@kafka-clusters/plugin-kafka-clusters-common';

/** What the form holds: a request of which texts may still be empty. */
export interface Draft {
  readonly target: {
    readonly kubernetesCluster: string;
    readonly namespace: string;
  };
  readonly owner?: string;
  readonly name: string;
  readonly useCase: UseCase;
  readonly size: BrokerSizeName;
  readonly brokers: number;
  /** Absent: that of the size. */
  readonly storageBytesPerBroker?: number;
  readonly storageClass: string;
  readonly availability: 'zones' | 'single-zone';
}

const availabilities = ['zones', 'single-zone'] as const;

/**
 * Reads the value of the field. It may come from a link that somebody made, so
 * what is no draft is left out.
 */
export function readDraft(value: unknown): Partial<Draft> {
  const fields = isRecord(value) ? value : {};
  const target = isRecord(fields.target) ? fields.target : {};
  const text = (field: unknown) =>
    typeof field === 'string' ? field : undefined;
  const integer = (field: unknown) =>
    Number.isSafeInteger(field) ? (field as number) : undefined;
  return {
    target: {
      kubernetesCluster: text(target.kubernetesCluster) ?? '',
      namespace: text(target.namespace) ?? '',
    },
    owner: text(fields.owner),
    name: text(fields.name),
    useCase: useCases.find(useCase => useCase === fields.useCase),
    size: brokerSizeNames.find(size => size === fields.size),
    brokers: integer(fields.brokers),
    storageBytesPerBroker: integer(fields.storageBytesPerBroker),
    storageClass: text(fields.storageClass),
    availability: availabilities.find(each => each === fields.availability),
  };
}

/** Completes a draft with what the person may choose, so that a plan can be shown at once. */
export function completeDraft(
  partial: Partial<Draft>,
  targets: readonly Target[],
): Draft {
  const target =
    targets.find(each => isAt(each, partial.target)) ??
    targets.find(
      each =>
        each.kubernetesCluster === partial.target?.kubernetesCluster &&
        each.operator.installed,
    ) ??
    targets.find(each => each.operator.installed) ??
    targets[0];
  const useCase = partial.useCase ?? 'queue';
  return withoutUndefined({
    target: {
      kubernetesCluster: target?.kubernetesCluster ?? '',
      namespace: target?.namespace ?? '',
    },
    owner: chooseOwner(partial.owner, target),
    name: partial.name ?? suggestName(target?.namespace ?? '', useCase),
    useCase,
    size: partial.size ?? 'small',
    brokers: partial.brokers ?? 3,
    storageBytesPerBroker: partial.storageBytesPerBroker,
    storageClass: chooseStorageClass(partial.storageClass, target),
    availability: partial.availability ?? chooseAvailability(target),
  });
}

/** Changes a draft; a name that was only suggested follows, a choice that is gone is made anew. */
export function changeDraft(
  draft: Draft,
  change: Partial<Draft>,
  targets: readonly Target[],
): Draft {
  const isSuggested =
    draft.name === suggestName(draft.target.namespace, draft.useCase);
  const next: Partial<Draft> = { ...draft, ...change };
  return completeDraft(
    isSuggested && change.name === undefined
      ? { ...next, name: undefined }
      : next,
    targets,
  );
}

/** Whether both hold the same; keys may come in any order. */
export function isSameDraft(value: unknown, draft: Draft): boolean {
  return JSON.stringify(readDraft(value)) === JSON.stringify(readDraft(draft));
}

/** The request, once nothing is missing. */
export function toRequest(
  draft: Partial<Draft>,
): ClusterRequestInput | undefined {
  const result = clusterRequestSchema.safeParse(withoutUndefined(draft));
  return result.success ? result.data : undefined;
}

/** Whether the name can be one; an empty one is not. */
export function isName(name: string): boolean {
  return clusterRequestSchema.shape.name.safeParse(name).success;
}

/** A name that says whose and what for. */
export function suggestName(namespace: string, useCase: UseCase): string {
  const name = `${namespace}-${useCase}`
    .slice(0, MAX_CLUSTER_NAME_LENGTH)
    .replace(/^[^a-z]+/, '')
    .replace(/-+$/, '');
  return name || useCase;
}

/** Whether the target is the chosen one. */
export function isAt(target: Target, chosen: Draft['target'] | undefined) {
  return (
    target.kubernetesCluster === chosen?.kubernetesCluster &&
    target.namespace === chosen.namespace
  );
}

function chooseOwner(owner: string | undefined, target: Target | undefined) {
  // Where there is nothing to choose, the namespace says who owns it.
  return owner &&
    (target?.teams.length ?? 0) > 1 &&
    target?.teams.includes(owner)
    ? owner
    : undefined;
}

function chooseStorageClass(
  storageClass: string | undefined,
  target: Target | undefined,
): string {
  const classes = target?.storageClasses ?? [];
  const chosen =
    classes.find(({ name }) => name === storageClass) ??
    classes.find(({ isDefault }) => isDefault) ??
    classes[0];
  return chosen?.name ?? '';
}

function chooseAvailability(target: Target | undefined) {
  return target && target.zones.length < 2 ? 'single-zone' : 'zones';
}

/** Keys without a value are not sent: the scaffolder would send `null`. */
function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as T;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
