/** How a list of a built-in kind is merged: by keys, as a set, or as a whole. */
export type ListShape = { keys: string[] } | 'set' | 'atomic';

const MERGED: Readonly<Record<string, ListShape>> = {
  finalizers: 'set',
  ownerReferences: { keys: ['uid'] },
  conditions: { keys: ['type'] },
  containers: { keys: ['name'] },
  initContainers: { keys: ['name'] },
  ephemeralContainers: { keys: ['name'] },
  volumes: { keys: ['name'] },
  env: { keys: ['name'] },
  volumeMounts: { keys: ['mountPath'] },
  volumeDevices: { keys: ['devicePath'] },
  imagePullSecrets: { keys: ['name'] },
  hostAliases: { keys: ['ip'] },
  topologySpreadConstraints: { keys: ['topologyKey', 'whenUnsatisfiable'] },
  podIPs: { keys: ['ip'] },
  hostIPs: { keys: ['ip'] },
  addresses: { keys: ['type'] },
  taints: { keys: ['key'] },
  secrets: { keys: ['name'] },
};

/**
 * The shape of a list in a built-in kind, by its path.
 * @param path - field names from the root, without list positions
 */
export function builtInListShape(path: readonly string[]): ListShape {
  const name = path[path.length - 1];
  if (name === 'ports') {
    const container = path.includes('containers');
    return { keys: [container ? 'containerPort' : 'port', 'protocol'] };
  }
  // `verbs`, `secrets` and the like of RBAC are plain lists.
  return Object.hasOwn(MERGED, name) ? MERGED[name] : 'atomic';
}

const ATOMIC_MAPS = new Set([
  'selector',
  'nodeSelector',
  'roleRef',
  'involvedObject',
  'regarding',
  'fieldRef',
  'resourceFieldRef',
  'secretKeyRef',
  'configMapKeyRef',
]);

/** Whether a map of a built-in kind is owned as a whole, by its path. */
export function builtInAtomicMap(path: readonly string[]): boolean {
  return ATOMIC_MAPS.has(path[path.length - 1]);
}
