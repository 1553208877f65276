import { JsonObject } from '../apiserver/json';
import { kafkaClusterDefinition } from './kafkaCluster';
import {
  cruiseControlOperationDefinition,
  kafkaTopicDefinition,
  kafkaUserDefinition,
} from './kafkaOthers';
import { legacyKafkaClusterDefinition } from './legacyKafkaCluster';
import { zookeeperClusterDefinition } from './zookeeperCluster';

/** The custom resources that the engines of the sandbox serve. */
export const DEFINITIONS: JsonObject[] = [
  kafkaClusterDefinition,
  kafkaTopicDefinition,
  kafkaUserDefinition,
  cruiseControlOperationDefinition,
  zookeeperClusterDefinition,
  legacyKafkaClusterDefinition,
];
