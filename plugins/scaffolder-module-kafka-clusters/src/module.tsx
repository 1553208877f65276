import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  FormFieldBlueprint,
  createFormField,
  scaffolderTemplateOutputsBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { LazyOutputs } from './outputs/LazyOutputs';

/** `ui:field: KafkaClusterRequest`. */
export const clusterRequestField = FormFieldBlueprint.make({
  name: 'kafka-cluster-request',
  params: {
    field: async () => {
      const [{ KafkaClusterRequest }, { validateRequest }] = await Promise.all([
        import('./request/KafkaClusterRequest'),
        import('./request/validateRequest'),
      ]);
      return createFormField({
        name: 'KafkaClusterRequest',
        component: KafkaClusterRequest,
        validation: validateRequest,
      });
    },
  },
});

/** What the task shows in the end. */
export const clusterOutputs = scaffolderTemplateOutputsBlueprint.make({
  name: 'kafka-cluster',
  params: {
    component: LazyOutputs,
    templateRefs: ['template:default/kafka-cluster'],
  },
});

/**
 * The form field of the template that requests a Kafka cluster, and its result.
 *
 * @public
 */
export const scaffolderModuleKafkaClusters = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [clusterRequestField, clusterOutputs],
});
