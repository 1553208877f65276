import { isObject, JsonObject, objectAt, own } from '../../json';
import { StatusCause } from '../../status';
import { forbiddenField, invalidValue } from '../../validation/names';
import { ResourceStrategy } from '../types';

const KEY = /^[-._a-zA-Z0-9]+$/;

function dataProblems(object: JsonObject, fields: string[]): StatusCause[] {
  return fields.flatMap(field =>
    Object.keys(objectAt(object, field) ?? {})
      .filter(key => !KEY.test(key) || key.length > 253)
      .map(key =>
        invalidValue(
          `${field}[${key}]`,
          key,
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
        ),
      ),
  );
}

function immutableProblems(
  object: JsonObject,
  old: JsonObject | undefined,
): StatusCause[] {
  if (!old || own(old, 'immutable') !== true) {
    return [];
  }
  const before = JSON.stringify([own(old, 'data'), own(old, 'binaryData')]);
  const after = JSON.stringify([
    own(object, 'data'),
    own(object, 'binaryData'),
  ]);
  return before === after
    ? []
    : [forbiddenField('data', 'field is immutable when `immutable` is set')];
}

/** Rules for ConfigMaps. */
export const configMapStrategy: ResourceStrategy = {
  validate: (object, old) => [
    ...dataProblems(object, ['data', 'binaryData']),
    ...immutableProblems(object, old),
  ],
};

function encodeStringData(object: JsonObject): void {
  const plain = own(object, 'stringData');
  if (isObject(plain)) {
    const data: JsonObject = { ...objectAt(object, 'data') };
    for (const [key, value] of Object.entries(plain)) {
      data[key] = Buffer.from(String(value)).toString('base64');
    }
    object.data = data;
  }
  delete object.stringData;
  object.type ??= 'Opaque';
}

/** Rules for Secrets. */
export const secretStrategy: ResourceStrategy = {
  prepareCreate: encodeStringData,
  prepareUpdate: encodeStringData,
  validate: (object, old) => [
    ...dataProblems(object, ['data']),
    ...immutableProblems(object, old),
  ],
};

/** Nodes keep the status that they are registered with. */
export const nodeStrategy: ResourceStrategy = {
  prepareCreate(object) {
    object.spec ??= {};
    object.status ??= {};
  },
};
