import { at, equal, JsonObject, objectAt, objectsAt, own } from '../../json';
import { StatusCause } from '../../status';
import { forbiddenField, invalidValue, required } from '../../validation/names';
import { matchesLabelSelector } from '../../selectors';
import { ResourceStrategy } from '../types';
import { defaultPodSpec, podSpecProblems } from './pods';

function specOf(object: JsonObject): JsonObject {
  const spec = objectAt(object, 'spec') ?? {};
  object.spec = spec;
  const template = objectAt(spec, 'template', 'spec');
  if (template) {
    defaultPodSpec(template);
  }
  return spec;
}

function templateProblems(
  object: JsonObject,
  options?: { selector?: boolean },
): StatusCause[] {
  const causes = podSpecProblems(
    at(object, 'spec', 'template', 'spec'),
    'spec.template.spec',
  );
  if (options?.selector === false) {
    return causes;
  }
  const selector = objectAt(object, 'spec', 'selector');
  const labels = objectAt(object, 'spec', 'template', 'metadata', 'labels');
  if (!selector) {
    causes.push(required('spec.selector'));
  } else if (!matchesLabelSelector(selector, labels)) {
    causes.push(
      invalidValue(
        'spec.template.metadata.labels',
        labels ?? null,
        '`selector` does not match template `labels`',
      ),
    );
  }
  return causes;
}

function replicaProblems(object: JsonObject): StatusCause[] {
  const replicas = at(object, 'spec', 'replicas');
  return typeof replicas === 'number' && replicas < 0
    ? [
        invalidValue(
          'spec.replicas',
          replicas,
          'must be greater than or equal to 0',
        ),
      ]
    : [];
}

function frozen(
  object: JsonObject,
  old: JsonObject | undefined,
  field: string,
): StatusCause[] {
  const before = at(old, 'spec', field);
  const after = at(object, 'spec', field);
  return !old || equal(before, after)
    ? []
    : [invalidValue(`spec.${field}`, after, 'field is immutable')];
}

/** Runs the same defaults on creation and on update; `status` begins empty. */
function withDefaults(
  defaults: (object: JsonObject) => void,
  validate: ResourceStrategy['validate'],
): ResourceStrategy {
  return {
    prepareCreate(object) {
      defaults(object);
      object.status = {};
    },
    prepareUpdate: object => defaults(object),
    validate,
  };
}

/** Rules for Deployments. */
export const deploymentStrategy = withDefaults(
  object => {
    const spec = specOf(object);
    spec.replicas ??= 1;
    spec.revisionHistoryLimit ??= 10;
    spec.progressDeadlineSeconds ??= 600;
    spec.strategy ??= {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
    };
  },
  (object, old) => [
    ...templateProblems(object),
    ...replicaProblems(object),
    ...frozen(object, old, 'selector'),
  ],
);

/** Rules for ReplicaSets. */
export const replicaSetStrategy = withDefaults(
  object => {
    specOf(object).replicas ??= 1;
  },
  (object, old) => [
    ...templateProblems(object),
    ...replicaProblems(object),
    ...frozen(object, old, 'selector'),
  ],
);

const MUTABLE_OF_SETS = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

/** Rules for StatefulSets. */
export const statefulSetStrategy = withDefaults(
  object => {
    const spec = specOf(object);
    spec.replicas ??= 1;
    spec.podManagementPolicy ??= 'OrderedReady';
    spec.revisionHistoryLimit ??= 10;
    spec.updateStrategy ??= {
      type: 'RollingUpdate',
      rollingUpdate: { partition: 0 },
    };
    spec.persistentVolumeClaimRetentionPolicy ??= {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    };
    for (const claim of objectsAt(spec, 'volumeClaimTemplates')) {
      claim.status ??= { phase: 'Pending' };
      const claimSpec = objectAt(claim, 'spec');
      if (claimSpec) {
        claimSpec.volumeMode ??= 'Filesystem';
      }
    }
  },
  (object, old) => {
    const causes = [...templateProblems(object), ...replicaProblems(object)];
    const rest = (from: JsonObject | undefined) => {
      const spec = { ...objectAt(from, 'spec') };
      MUTABLE_OF_SETS.forEach(field => delete spec[field]);
      return spec;
    };
    if (old && !equal(rest(object), rest(old))) {
      causes.push(
        forbiddenField(
          'spec',
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
        ),
      );
    }
    return causes;
  },
);

/** Rules for Jobs. Their selector is made from their uid. */
export const jobStrategy: ResourceStrategy = {
  prepareCreate(object) {
    const spec = specOf(object);
    spec.parallelism ??= 1;
    spec.completions ??= 1;
    spec.backoffLimit ??= 6;
    spec.completionMode ??= 'NonIndexed';
    spec.suspend ??= false;
    const labels = {
      'batch.kubernetes.io/controller-uid': at(object, 'metadata', 'uid'),
      'batch.kubernetes.io/job-name': at(object, 'metadata', 'name'),
    };
    if (own(spec, 'manualSelector') !== true) {
      spec.selector = {
        matchLabels: {
          'batch.kubernetes.io/controller-uid':
            labels['batch.kubernetes.io/controller-uid'],
        },
      };
      const template = objectAt(spec, 'template');
      if (template) {
        const metadata = objectAt(template, 'metadata') ?? {};
        template.metadata = metadata;
        metadata.labels = { ...objectAt(metadata, 'labels'), ...labels };
      }
    }
    object.status = {};
  },
  validate: object => templateProblems(object, { selector: false }),
};

/** Rules for PodDisruptionBudgets. */
export const budgetStrategy: ResourceStrategy = {
  prepareCreate(object) {
    object.spec ??= {};
    object.status = {
      currentHealthy: 0,
      desiredHealthy: 0,
      disruptionsAllowed: 0,
      expectedPods: 0,
    };
  },
  validate(object) {
    const spec = objectAt(object, 'spec') ?? {};
    return spec.minAvailable !== undefined && spec.maxUnavailable !== undefined
      ? [
          invalidValue(
            'spec',
            spec,
            'minAvailable and maxUnavailable cannot be both set',
          ),
        ]
      : [];
  },
};
