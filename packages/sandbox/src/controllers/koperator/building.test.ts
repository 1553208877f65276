import { kafkaCluster } from '../TestWorld';
import {
  backupOf,
  brokerProperties,
  listenerStatuses,
  settingsOf,
  versionOf,
} from './brokerSettings';
import { gunzipSync } from 'node:zlib';
import { packLastApplied, unpackLastApplied } from './lastApplied';
import { aclsOf } from './topicsAndUsers';
import { KOPERATOR_RESOURCES } from './types';

describe('what Koperator builds', () => {
  it('packs what it applied as a zip archive that can be read back', () => {
    const value = { name: 'kafka', list: [1, 2], text: 'ä'.repeat(500) };
    const packed = packLastApplied(value);
    const archive = Buffer.from(packed, 'base64');
    expect(packed).toMatch(/^UEsDB/);
    expect(archive.readUInt32LE(archive.length - 22)).toBe(0x06054b50);
    // The end record points at the directory, whose entry names `original`.
    const directory = archive.readUInt32LE(archive.length - 6);
    expect(archive.readUInt32LE(directory)).toBe(0x02014b50);
    expect(archive.toString('latin1', directory + 46, directory + 54)).toBe(
      'original',
    );
    expect(unpackLastApplied(packed)).toEqual(value);
  });

  it.each([undefined, '', 'UEsDBBQACAAIAAAA', 'no base64 at all !'])(
    'reads no packed copy from %p',
    text => {
      expect(unpackLastApplied(text)).toBeUndefined();
    },
  );

  it('keeps a copy of a broker that unzips to its entry', () => {
    const backup = backupOf({ id: 0, brokerConfigGroup: 'default' });
    expect(gunzipSync(Buffer.from(backup, 'base64')).toString()).toBe(
      '{"id":0,"brokerConfigGroup":"default"}',
    );
  });

  it('writes the configuration of a broker', () => {
    const cluster = kafkaCluster('kafka', 'team', {
      readOnlyConfig:
        'log.retention.hours=24\n# a remark\nmin.insync.replicas=2',
    });
    const broker = {
      id: 1,
      brokerConfigGroup: 'default',
      readOnlyConfig: 'log.retention.hours=48',
    };
    expect(brokerProperties(cluster, broker).split('\n')).toEqual([
      'advertised.listeners=CONTROLLER://kafka-1.team.svc.cluster.local:29093,INTERNAL://kafka-1.team.svc.cluster.local:29092',
      'broker.id=1',
      'control.plane.listener.name=CONTROLLER',
      'cruise.control.metrics.reporter.bootstrap.servers=kafka-all-broker.team.svc.cluster.local:29092',
      'cruise.control.metrics.reporter.kubernetes.mode=true',
      'inter.broker.listener.name=INTERNAL',
      'listener.security.protocol.map=INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
      'listeners=INTERNAL://:29092,CONTROLLER://:29093',
      'log.dirs=/kafka-logs/kafka',
      'log.retention.hours=48',
      'metric.reporters=com.linkedin.kafka.cruisecontrol.metricsreporter.CruiseControlMetricsReporter',
      'min.insync.replicas=2',
      'zookeeper.connect=kafka-zk-client.team:2181/kafka',
      '',
    ]);
  });

  it('tells headless addresses where the service is headless', () => {
    const cluster = kafkaCluster('kafka', 'team', {
      headlessServiceEnabled: true,
    });
    expect(listenerStatuses(cluster).internalListeners?.internal[0]).toEqual({
      name: 'headless',
      address: 'kafka-headless.team.svc.cluster.local:29092',
    });
    expect(listenerStatuses(cluster).internalListeners?.internal[1]).toEqual({
      name: 'broker-0',
      address: 'kafka-0.kafka-headless.team.svc.cluster.local:29092',
    });
  });

  it('lets a broker win over its group, disk by disk', () => {
    const cluster = kafkaCluster('kafka', 'team');
    const settings = settingsOf(cluster, {
      id: 0,
      brokerConfigGroup: 'default',
      brokerConfig: {
        image: 'own',
        storageConfigs: [{ mountPath: '/more' }, { mountPath: '/kafka-logs' }],
      },
    });
    expect(settings.image).toBe('own');
    expect(settings.storageConfigs).toEqual([
      { mountPath: '/more' },
      { mountPath: '/kafka-logs' },
    ]);
  });

  it('takes a group named like a property of every object for a missing one', () => {
    const cluster = kafkaCluster('kafka', 'team');
    const settings = settingsOf(cluster, {
      id: 0,
      brokerConfigGroup: 'constructor',
    });
    expect(settings.storageConfigs).toEqual([]);
  });

  it.each([
    ['ghcr.io/adobe/koperator/kafka:2.13-3.9.2-jdk21.0.11', '3.9.2'],
    ['kafka:2.13-2.6.0', '2.6.0'],
    ['registry:5000/kafka:3.8.1', '3.8.1'],
    ['kafka', '3.9.2'],
  ])('reads the version of %s as %s', (image, version) => {
    expect(versionOf(image)).toBe(version);
  });

  it('words the rights of a user as Kafka does', () => {
    const { apiVersion, kind } = KOPERATOR_RESOURCES.users;
    const acls = aclsOf({
      apiVersion,
      kind,
      metadata: { name: 'app' },
      spec: {
        secretName: 'app',
        clusterRef: { name: 'kafka' },
        topicGrants: [
          { topicName: 'orders', accessType: 'read' },
          { topicName: 'out-', accessType: 'write', patternType: 'prefixed' },
        ],
      },
    });
    expect(acls).toEqual([
      'User:CN=app,Topic,LITERAL,orders,Describe,Allow,*',
      'User:CN=app,Topic,LITERAL,orders,Read,Allow,*',
      'User:CN=app,Group,LITERAL,*,Read,Allow,*',
      'User:CN=app,Topic,PREFIXED,out-,Describe,Allow,*',
      'User:CN=app,Topic,PREFIXED,out-,Create,Allow,*',
      'User:CN=app,Topic,PREFIXED,out-,Write,Allow,*',
    ]);
  });
});
