import type { ProvisioningAdapter } from '@kafka-clusters/plugin-kafka-clusters-node';
import { clusterNamesOf } from './clusterNames';
import { detectKoperator } from './detect';
import { rememberKoperator } from './memory';
import { renderKoperator } from './render';
import { operatorResources } from './resources';
import { koperatorToModel } from './toModel';
import { koperatorWatches } from './watches';

export { projectCustomResourceDefinition } from './detect';

/**
 * Koperator: reads both lines, ZooKeeper and KRaft mode; renders ZooKeeper
 * mode of the adobe line.
 */
export const koperatorAdapter: ProvisioningAdapter = {
  id: 'koperator',
  clusterResource: operatorResources.kafkaClusters,
  watches: koperatorWatches,
  renders: [
    operatorResources.zookeeperClusters,
    operatorResources.kafkaClusters,
  ],
  detect: detectKoperator,
  clusterNamesOf: (object, objects) => clusterNamesOf(object, objects),
  remember: rememberKoperator,
  toModel: koperatorToModel,
  render: renderKoperator,
};
