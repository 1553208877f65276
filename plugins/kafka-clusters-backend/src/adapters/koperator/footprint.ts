import {
  brokerSizes,
  type PlannedObject,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type {
  RenderedCluster,
  RenderInput,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { zookeeperName, zookeeperSize } from './renderZookeeper';

/** Koperator's own default is tight above some thousand partitions. */
export const cruiseControlSize = {
  cpuMillicores: 500,
  cpuLimitMillicores: 1000,
  memoryBytes: 1024 ** 3,
};

/** Bytes of a broker's disk. */
export function storageBytes(input: RenderInput): number {
  const { size, storageBytesPerBroker } = input.request;
  return storageBytesPerBroker ?? brokerSizes[size].storageBytes;
}

/** What the operators will create, as their naming rules tell. */
export function followUps(input: RenderInput): readonly PlannedObject[] {
  const { name, brokers: count, target } = input.request;
  const { namespace } = target;
  const zk = zookeeperName(input);
  const by =
    (createdBy: PlannedObject['createdBy']) =>
    (kind: string, objectName: string, objectCount = 1): PlannedObject => ({
      kind,
      name: objectName,
      namespace,
      createdBy,
      count: objectCount,
    });
  const zookeeper = by('zookeeper-operator');
  const koperator = by('koperator');
  return [
    zookeeper('ConfigMap', `${zk}-configmap`),
    zookeeper('StatefulSet', zk),
    zookeeper('Pod', `${zk}-*`, zookeeperSize.replicas),
    zookeeper('PersistentVolumeClaim', `data-${zk}-*`, zookeeperSize.replicas),
    zookeeper('Service', `${zk}-*`, 3),
    zookeeper('PodDisruptionBudget', zk),
    koperator('ConfigMap', `${name}-*`, count + 3),
    koperator('Pod', `${name}-*`, count),
    koperator('PersistentVolumeClaim', `${name}-*-storage-*`, count),
    koperator('Service', `${name}-*`, 2),
    koperator('PodDisruptionBudget', `${name}-pdb`),
    koperator('Deployment', `${name}-cruisecontrol`),
    koperator('CruiseControlOperation', `${name}-rebalance-*`),
  ];
}

/** What brokers, ZooKeeper and Cruise Control ask for. */
export function footprintOf(input: RenderInput): RenderedCluster['footprint'] {
  const { brokers: count, size } = input.request;
  const broker = brokerSizes[size];
  const { replicas } = zookeeperSize;
  return {
    cpu:
      count * broker.cpuMillicores +
      replicas * zookeeperSize.cpuMillicores +
      cruiseControlSize.cpuMillicores,
    memory:
      count * broker.memoryBytes +
      replicas * zookeeperSize.memoryBytes +
      cruiseControlSize.memoryBytes,
    storage:
      count * storageBytes(input) + replicas * zookeeperSize.storageBytes,
    volumes: count + replicas,
    pods: count + replicas + 1,
  };
}
