import type { RenderInput } from '@kafka-clusters/plugin-kafka-clusters-node';

/** A small cluster over three zones, images from a mirror. */
export const smallOverZones: RenderInput = {
  request: {
    target: { kubernetesCluster: 'dev', namespace: 'team-orders' },
    name: 'orders',
    useCase: 'queue',
    size: 'small',
    brokers: 3,
    storageClass: 'fast',
    availability: 'zones',
  },
  requestId: '3f2b6a1e-0000-4000-8000-000000000001',
  owner: 'group:default/orders',
  images: {
    registry: 'registry.example.com/mirror',
    pullSecrets: ['mirror'],
    kafka: 'ghcr.io/adobe/koperator/kafka:2.13-3.9.2-jdk21.0.11',
    zookeeper: `pravega/zookeeper@sha256:${'0a'.repeat(32)}`,
    cruiseControl: 'adobe/cruise-control:3.0.3-adbe-20260722',
    jmxExporter: 'ghcr.io/adobe/koperator/jmx-javaagent:1.5.0',
  },
  zones: ['zone-a', 'zone-b', 'zone-c'],
};

/** Four medium brokers wherever there is room, images from where they are made. */
export const mediumInOneZone: RenderInput = {
  ...smallOverZones,
  request: {
    ...smallOverZones.request,
    name: 'metrics',
    useCase: 'metrics',
    size: 'medium',
    brokers: 4,
    storageBytesPerBroker: 250 * 1024 ** 3,
    storageClass: 'standard',
    availability: 'single-zone',
  },
  requestId: '3f2b6a1e-0000-4000-8000-000000000002',
  owner: undefined,
  images: {
    ...smallOverZones.images,
    registry: undefined,
    pullSecrets: [],
    zookeeper: 'pravega/zookeeper:0.2.15',
  },
};
