import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { parse } from 'yaml';
import {
  clusterOutputs,
  clusterRequestField,
  scaffolderModuleKafkaClusters,
} from './module';
import {
  FormFieldBlueprint,
  scaffolderTemplateOutputTemplateRefsRef,
} from '@backstage/plugin-scaffolder-react/alpha';

const template = parse(
  readFileSync(
    resolve(__dirname, '../../../templates/kafka-cluster/template.yaml'),
    'utf8',
  ),
);

describe('scaffolderModuleKafkaClusters', () => {
  it('belongs to the scaffolder', () => {
    expect(scaffolderModuleKafkaClusters.pluginId).toBe('scaffolder');
  });

  it('shows its result for its template', () => {
    const { namespace = 'default', name } = template.metadata;
    expect(
      createExtensionTester(clusterOutputs).get(
        scaffolderTemplateOutputTemplateRefsRef,
      ),
    ).toEqual([`template:${namespace}/${name}`]);
  });

  it('has the field that its template names', async () => {
    const field = await createExtensionTester(clusterRequestField).get(
      FormFieldBlueprint.dataRefs.formFieldLoader,
    )();
    expect(field).toMatchObject({
      name: template.spec.parameters[0].properties.cluster['ui:field'],
    });
  });
});
