import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /**
       * Kafka clusters as entities. Installing the module is enough; every key has a default.
       */
      kafkaClusters?: {
        /**
         * How often everything is compared although nothing was reported: the
         * safety net below the events that the backend publishes. Default:
         * every 10 minutes.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * Owner of the entity of a cluster that nobody owns, an entity ref. It
         * should be a group without members, since owners see their entities.
         * Default: `group:default/unknown`.
         */
        unownedOwner?: string;
        /**
         * Entities of type `kubernetes-cluster` for the configured Kubernetes
         * clusters, to which Kafka clusters relate.
         */
        kubernetesClusters?: {
          /** `false` when another source provides them under the same names. Default: true. */
          enabled?: boolean;
          /** Owner of these entities, an entity ref. Default: `group:default/platform`. */
          owner?: string;
        };
      };
    };
  };
}
