import {
  at,
  equal,
  JsonObject,
  listAt,
  objectAt,
  objectsAt,
  textAt,
} from '../../json';
import { StatusCause } from '../../status';
import {
  forbiddenField,
  invalidValue,
  notSupported,
  required,
} from '../../validation/names';
import { quantityProblems } from '../../validation/quantity';
import { ResourceStrategy } from '../types';

/** Defaults of a pod specification, in pods and in their templates. */
export function defaultPodSpec(spec: JsonObject): void {
  spec.restartPolicy ??= 'Always';
  spec.terminationGracePeriodSeconds ??= 30;
  spec.dnsPolicy ??= 'ClusterFirst';
  spec.securityContext ??= {};
  spec.schedulerName ??= 'default-scheduler';
  const containers = [
    ...objectsAt(spec, 'initContainers'),
    ...objectsAt(spec, 'containers'),
  ];
  for (const container of containers) {
    defaultContainer(container);
  }
}

function defaultContainer(container: JsonObject): void {
  const image = String(container.image ?? '');
  const tag = image.slice(image.lastIndexOf('/') + 1);
  const floating = !tag.includes(':') || tag.endsWith(':latest');
  container.imagePullPolicy ??=
    floating && !tag.includes('@') ? 'Always' : 'IfNotPresent';
  container.terminationMessagePath ??= '/dev/termination-log';
  container.terminationMessagePolicy ??= 'File';
  const resources = objectAt(container, 'resources') ?? {};
  container.resources = resources;
  const limits = objectAt(resources, 'limits');
  if (limits) {
    // A limit without a request is the request too.
    resources.requests = { ...limits, ...objectAt(resources, 'requests') };
  }
  for (const port of objectsAt(container, 'ports')) {
    port.protocol ??= 'TCP';
  }
}

/** Problems of a pod specification at a path. */
export function podSpecProblems(spec: unknown, path: string): StatusCause[] {
  const containers = objectsAt(spec, 'containers');
  const causes: StatusCause[] = containers.length
    ? []
    : [required(`${path}.containers`)];
  const seen = new Set<string>();
  containers.forEach((container, i) => {
    const here = `${path}.containers[${i}]`;
    const name = textAt(container, 'name');
    if (!name) {
      causes.push(required(`${here}.name`));
    } else if (seen.has(name)) {
      causes.push({
        reason: 'FieldValueDuplicate',
        message: `Duplicate value: ${JSON.stringify(name)}`,
        field: `${here}.name`,
      });
    }
    seen.add(name ?? '');
    if (!textAt(container, 'image')) {
      causes.push(required(`${here}.image`));
    }
    causes.push(...resourceProblems(container, `${here}.resources`));
  });
  const policies = ['Always', 'OnFailure', 'Never'];
  const policy = at(spec, 'restartPolicy');
  if (policy !== undefined && !policies.includes(String(policy))) {
    causes.push(notSupported(`${path}.restartPolicy`, policy, policies));
  }
  return causes;
}

function resourceProblems(container: JsonObject, path: string): StatusCause[] {
  return ['limits', 'requests'].flatMap(section =>
    Object.entries(objectAt(container, 'resources', section) ?? {}).flatMap(
      ([name, amount]) =>
        quantityProblems(`${path}.${section}.${name}`, amount),
    ),
  );
}

function qosClass(spec: unknown): string {
  const all = objectsAt(spec, 'containers').map(container => ({
    requests: objectAt(container, 'resources', 'requests') ?? {},
    limits: objectAt(container, 'resources', 'limits') ?? {},
  }));
  const none = all.every(
    one => !Object.keys(one.requests).length && !Object.keys(one.limits).length,
  );
  if (none) {
    return 'BestEffort';
  }
  const guaranteed = all.every(one =>
    ['cpu', 'memory'].every(
      name => one.limits[name] && one.limits[name] === one.requests[name],
    ),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

/** Pods: a fresh status, and a specification that hardly changes. */
export const podStrategy: ResourceStrategy = {
  prepareCreate(object) {
    const spec = objectAt(object, 'spec') ?? {};
    object.spec = spec;
    defaultPodSpec(spec);
    spec.enableServiceLinks ??= true;
    spec.preemptionPolicy ??= 'PreemptLowerPriority';
    spec.priority ??= 0;
    spec.tolerations ??= ['not-ready', 'unreachable'].map(name => ({
      key: `node.kubernetes.io/${name}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    }));
    object.status = { phase: 'Pending', qosClass: qosClass(spec) };
  },
  validate(object, old) {
    const causes = podSpecProblems(object.spec, 'spec');
    const hostname = textAt(object, 'spec', 'hostname');
    if (hostname && hostname.length > 63) {
      causes.push(
        invalidValue(
          'spec.hostname',
          hostname,
          'must be no more than 63 characters',
        ),
      );
    }
    if (old && !equal(frozenSpec(object), frozenSpec(old))) {
      causes.push(
        forbiddenField(
          'spec',
          'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
        ),
      );
    }
    return causes;
  },
};

function frozenSpec(pod: JsonObject): JsonObject {
  const spec = { ...objectAt(pod, 'spec') };
  delete spec.tolerations;
  delete spec.activeDeadlineSeconds;
  for (const list of ['containers', 'initContainers']) {
    spec[list] = listAt(spec, list).map(container => {
      const { image, ...rest } = container as JsonObject;
      return rest;
    });
  }
  return spec;
}
