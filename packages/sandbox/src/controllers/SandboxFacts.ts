import { Informer } from '../client/Informer';
import { ConfigMap, Pod } from '../client/objects';

/** Where the sandbox keeps what a real cluster knows by itself. */
export const FACTS = { namespace: 'kube-system', name: 'sandbox-facts' };

/** What only the simulated world knows, not Kubernetes. */
export interface WorldFacts {
  /** Images that no registry has: exact, or with `*` for any text. */
  missingImages: string[];
  /**
   * Brokers whose replicas do not catch up after the next restart, by
   * `namespace/cluster`: broker id to the uid of the pod that still was in sync.
   */
  laggards: Record<string, Record<string, string>>;
}

/** Reads the facts that faults and the sample fleet have set. */
export class SandboxFacts {
  private constructor(private readonly configMaps: Informer<ConfigMap>) {}

  static create(configMaps: Informer<ConfigMap>): SandboxFacts {
    return new SandboxFacts(configMaps);
  }

  imageExists(image: string): boolean {
    const { missingImages } = this.read();
    return (
      !image.includes('does-not-exist') &&
      !missingImages.some(pattern => matches(pattern, image))
    );
  }

  /** Whether a running broker's replicas stay behind. */
  lags(cluster: string, broker: string, pod: Pod): boolean {
    const { laggards } = this.read();
    const inSync = Object.hasOwn(laggards, cluster)
      ? laggards[cluster][broker]
      : undefined;
    return inSync !== undefined && inSync !== pod.metadata.uid;
  }

  private read(): WorldFacts {
    return parseFacts(this.configMaps.get(FACTS.name, FACTS.namespace));
  }
}

/** The facts in their config map; what cannot be read counts as none. */
export function parseFacts(object: ConfigMap | undefined): WorldFacts {
  let laggards: WorldFacts['laggards'] = {};
  try {
    const parsed: unknown = JSON.parse(object?.data?.laggards ?? '{}');
    if (typeof parsed === 'object' && parsed !== null) {
      laggards = parsed as WorldFacts['laggards'];
    }
  } catch {
    laggards = {};
  }
  return {
    missingImages: (object?.data?.missingImages ?? '')
      .split('\n')
      .filter(Boolean),
    laggards,
  };
}

/** The config map's data for facts. */
export function formatFacts(facts: WorldFacts): Record<string, string> {
  return {
    missingImages: facts.missingImages.join('\n'),
    laggards: JSON.stringify(facts.laggards),
  };
}

function matches(pattern: string, image: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) {
    return pattern === image;
  }
  const [first, ...rest] = parts;
  let at = first.length;
  if (!image.startsWith(first)) {
    return false;
  }
  for (const part of rest) {
    const found = image.indexOf(part, at);
    if (found < 0) {
      return false;
    }
    at = found + part.length;
  }
  return rest[rest.length - 1] === '' || image.endsWith(rest[rest.length - 1]);
}
