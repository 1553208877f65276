import {
  isObject,
  JsonObject,
  objectAt,
  objectsAt,
  own,
  textAt,
} from '../json';
import { StatusCause } from '../status';
import {
  invalidValue,
  labelValueProblems,
  NameRule,
  nameProblems,
  qualifiedNameProblems,
  required,
} from './names';

const ANNOTATIONS_LIMIT = 256 * 1024;

/** Problems with `metadata`, in the real server's words. */
export function metadataProblems(
  object: JsonObject,
  rule: NameRule,
): StatusCause[] {
  const metadata = objectAt(object, 'metadata') ?? {};
  const name = textAt(metadata, 'name');
  const causes: StatusCause[] = [];
  if (!name) {
    causes.push(required('metadata.name', 'name or generateName is required'));
  } else {
    causes.push(
      ...nameProblems(rule, name).map(problem =>
        invalidValue('metadata.name', name, problem),
      ),
    );
  }
  causes.push(...labelProblems(objectAt(metadata, 'labels')));
  causes.push(...annotationProblems(objectAt(metadata, 'annotations')));
  objectsAt(metadata, 'ownerReferences').forEach((reference, i) => {
    for (const field of ['apiVersion', 'kind', 'name', 'uid']) {
      if (!textAt(reference, field)) {
        causes.push({
          reason: 'FieldValueInvalid',
          message: `Invalid value: "": ${
            field === 'apiVersion' ? 'version' : field
          } must not be empty`,
          field: `metadata.ownerReferences[${i}].${field}`,
        });
      }
    }
  });
  return causes;
}

function labelProblems(labels: JsonObject | undefined): StatusCause[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...qualifiedNameProblems(key).map(problem =>
      invalidValue('metadata.labels', key, problem),
    ),
    ...labelValueProblems(String(value)).map(problem =>
      invalidValue('metadata.labels', value, problem),
    ),
  ]);
}

function annotationProblems(
  annotations: JsonObject | undefined,
): StatusCause[] {
  let size = 0;
  const causes = Object.entries(annotations ?? {}).flatMap(([key, value]) => {
    size += key.length + Buffer.byteLength(String(value));
    return qualifiedNameProblems(key.toLowerCase()).map(problem =>
      invalidValue('metadata.annotations', key, problem),
    );
  });
  if (size > ANNOTATIONS_LIMIT) {
    causes.push({
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${ANNOTATIONS_LIMIT} bytes`,
      field: 'metadata.annotations',
    });
  }
  return causes;
}

const TEXT_FIELDS = ['name', 'generateName', 'namespace', 'uid'];

/**
 * A metadata field of a wrong type cannot be decoded by the real server.
 * @returns what is wrong, or `undefined`
 */
export function metadataTypeProblem(object: JsonObject): string | undefined {
  const metadata = own(object, 'metadata');
  if (metadata === undefined || metadata === null) {
    return undefined;
  }
  if (!isObject(metadata)) {
    return 'cannot unmarshal metadata into Go struct field .metadata of type v1.ObjectMeta';
  }
  for (const field of TEXT_FIELDS) {
    const value = own(metadata, field);
    if (value !== undefined && value !== null && typeof value !== 'string') {
      return wrongType(value, field, 'string');
    }
  }
  for (const field of ['labels', 'annotations']) {
    const value = own(metadata, field);
    if (value === undefined || value === null) {
      continue;
    }
    if (!isObject(value)) {
      return wrongType(value, field, 'map[string]string');
    }
    const odd = Object.values(value).find(
      one => typeof one !== 'string' && one !== null,
    );
    if (odd !== undefined) {
      return wrongType(odd, field, 'string');
    }
  }
  return listProblem(metadata);
}

function listProblem(metadata: JsonObject): string | undefined {
  for (const field of ['finalizers', 'ownerReferences', 'managedFields']) {
    const value = own(metadata, field);
    if (value === undefined || value === null) {
      continue;
    }
    const wanted = field === 'finalizers' ? 'string' : 'object';
    if (
      !Array.isArray(value) ||
      value.some(one => (isObject(one) ? 'object' : typeof one) !== wanted)
    ) {
      return wrongType(value, field, `[]${wanted}`);
    }
  }
  return undefined;
}

function wrongType(value: unknown, field: string, type: string): string {
  const actual = Array.isArray(value) ? 'array' : typeof value;
  const known = actual === 'boolean' ? 'bool' : actual;
  return `json: cannot unmarshal ${known} into Go struct field ObjectMeta.metadata.${field} of type ${type}`;
}
