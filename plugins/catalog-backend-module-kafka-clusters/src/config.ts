import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readOwner } from './readOwner';

/** Settings of the provider, read once. */
export interface KafkaClustersProviderConfig {
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
  /** Entity ref that stands in for the owner that the catalog demands. */
  readonly unownedOwner: string;
  /** Owner of the Kubernetes clusters' entities; absent when another source provides them. */
  readonly kubernetesClusterOwner?: string;
}

const KEY = 'catalog.providers.kafkaClusters';

/**
 * Reads `catalog.providers.kafkaClusters`; all of it may be absent.
 *
 * @throws InputError naming the key that is no entity ref
 */
export function readKafkaClustersProviderConfig(
  rootConfig: RootConfigService,
): KafkaClustersProviderConfig {
  const config = rootConfig.getOptionalConfig(KEY);
  const readOwnerAt = (key: string, fallback: string) => {
    const text = config?.getOptionalString(key) ?? fallback;
    const owner = readOwner(text);
    if (!owner) {
      throw new InputError(
        `${KEY}.${key} has to be an entity ref such as ${fallback}, not '${text}'`,
      );
    }
    return owner;
  };
  const enabled =
    config?.getOptionalBoolean('kubernetesClusters.enabled') ?? true;
  return {
    schedule: config?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : {
          frequency: { minutes: 10 },
          timeout: { minutes: 1 },
          initialDelay: { minutes: 10 },
          // Every replica has a memory of its own to put right.
          scope: 'local',
        },
    unownedOwner: readOwnerAt('unownedOwner', 'group:default/unknown'),
    kubernetesClusterOwner: enabled
      ? readOwnerAt('kubernetesClusters.owner', 'group:default/platform')
      : undefined,
  };
}
