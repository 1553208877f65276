import { badRequest } from './status';

/** What a resource path says. */
export interface ResourcePath {
  group: string;
  version: string;
  resource: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** What a request is about, taken from its address. */
export interface RequestTarget {
  path: string;
  query: URLSearchParams;
  /** Absent for addresses that name no resource (`/version`, discovery). */
  resource?: ResourcePath;
}

/** Takes an address apart as kube-apiserver does. */
export function parseTarget(url: string): RequestTarget {
  const cut = url.indexOf('?');
  const path = cut < 0 ? url : url.slice(0, cut);
  const query = new URLSearchParams(cut < 0 ? '' : url.slice(cut + 1));
  const parts = path.split('/').filter(Boolean).map(decode);
  if (parts[0] === 'api' && parts.length > 2) {
    return { path, query, resource: resourceOf('', parts[1], parts.slice(2)) };
  }
  if (parts[0] === 'apis' && parts.length > 3) {
    const resource = resourceOf(parts[1], parts[2], parts.slice(3));
    return { path, query, resource };
  }
  return { path, query };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest(`invalid URL escape in path segment`);
  }
}

function resourceOf(
  group: string,
  version: string,
  rest: string[],
): ResourcePath | undefined {
  const base = { group, version };
  if (rest[0] === 'namespaces' && rest.length > 2) {
    // namespaces/<ns>/status and /finalize are subresources of the namespace.
    if (rest.length === 3 && ['status', 'finalize'].includes(rest[2])) {
      const [resource, name, subresource] = rest;
      return { ...base, resource, name, subresource, namespace: name };
    }
    const [, namespace, resource, name, subresource, ...more] = rest;
    return more.length
      ? undefined
      : { ...base, namespace, resource, name, subresource };
  }
  const [resource, name, subresource, ...more] = rest;
  if (more.length) {
    return undefined;
  }
  const namespace = resource === 'namespaces' && name ? name : undefined;
  return { ...base, resource, name, subresource, namespace };
}
