import { isObject, JsonObject, JsonValue } from '../json';
import { applyJsonPatch } from '../patch/jsonPatch';
import { applyMergePatch } from '../patch/mergePatch';
import { applyStrategicMerge } from '../patch/strategicMerge';
import { ResourceInfo } from '../registry/types';
import { badRequest, unsupportedMediaType } from '../status';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';

/**
 * Turns the body of a PATCH into a change of an object. The media type is
 * judged before the body is parsed.
 */
export function readPatch(
  info: ResourceInfo,
  contentType: string,
  parse: () => JsonValue,
): (current: JsonObject) => JsonObject {
  const accepted = info.custom
    ? [JSON_PATCH, MERGE_PATCH]
    : [JSON_PATCH, MERGE_PATCH, STRATEGIC];
  if (!accepted.includes(contentType)) {
    throw unsupportedMediaType(
      `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
        ', ',
      )}`,
    );
  }
  const patch = parse();
  if (contentType === JSON_PATCH) {
    return current => applyJsonPatch(current, patch);
  }
  if (!isObject(patch)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal into Go value of type map[string]interface {}',
    );
  }
  return contentType === MERGE_PATCH
    ? current => applyMergePatch(current, patch)
    : current => applyStrategicMerge(current, patch);
}
