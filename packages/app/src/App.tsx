import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import kafkaClustersPlugin from '@kafka-clusters/plugin-kafka-clusters';
import scaffolderModuleKafkaClusters from '@kafka-clusters/plugin-scaffolder-module-kafka-clusters';
import { navModule } from './nav';
import { signInModule } from './signIn';

/** The example portal: features and nothing else. */
export const app = createApp({
  features: [
    catalogPlugin,
    kafkaClustersPlugin,
    notificationsPlugin,
    orgPlugin,
    scaffolderPlugin,
    scaffolderModuleKafkaClusters,
    searchPlugin,
    signalsPlugin,
    userSettingsPlugin,
    navModule,
    signInModule,
  ],
});
