import { Pod } from '../../client/objects';
import { roleOf } from './startup';

/** One line of a log and when it was written. */
export interface LogLine {
  at: Date;
  text: string;
}

/** Seconds between two lines of a program at work, and how many are kept. */
const BEAT_SECONDS = 20;
const KEPT_BEATS = 200;

/**
 * What a container has written until now. The same question has the same
 * answer: lines follow from the start of the container alone.
 */
export function logLines(
  pod: Pod,
  container: string,
  clusterName: string,
  previous: boolean,
): LogLine[] {
  const status = [
    ...(pod.status.containerStatuses ?? []),
    ...(pod.status.initContainerStatuses ?? []),
  ].find(one => one.name === container);
  const state = previous ? status?.lastState : status?.state;
  const startedAt = state?.running?.startedAt ?? state?.terminated?.startedAt;
  if (!startedAt) {
    return [];
  }
  const begin = new Date(startedAt).getTime();
  const end = state?.terminated
    ? new Date(state.terminated.finishedAt).getTime()
    : Date.now();
  const write = writer(pod, container, clusterName);
  const opening = write.start.map((text, index) => ({
    at: new Date(begin + index * 120),
    text,
  }));
  const beats: LogLine[] = [];
  const total = Math.floor((end - begin) / (BEAT_SECONDS * 1000));
  for (let beat = Math.max(1, total - KEPT_BEATS); beat <= total; beat += 1) {
    const at = new Date(begin + beat * BEAT_SECONDS * 1000);
    beats.push({ at, text: write.beat(beat) });
  }
  const ending = state?.terminated
    ? [{ at: new Date(end), text: write.end(state.terminated.exitCode) }]
    : [];
  return [...opening, ...beats, ...ending]
    .filter(line => line.at.getTime() <= end)
    .map(line => ({ ...line, text: write.line(line) }));
}

interface Writer {
  start: string[];
  beat(number: number): string;
  end(exitCode: number): string;
  line(line: LogLine): string;
}

function writer(pod: Pod, container: string, clusterName: string): Writer {
  const role = container === 'kafka' ? 'kafka' : roleOf(pod);
  if (role === 'kafka' && container === 'kafka') {
    return kafka(pod);
  }
  if (role === 'zookeeper') {
    return zookeeper(pod);
  }
  return {
    start: [
      `${container} started in ${pod.metadata.namespace} on ${clusterName}`,
    ],
    beat: number => `level=info msg="still at work" round=${number}`,
    end: code => `ended with exit code ${code}`,
    line: ({ text }) => text,
  };
}

function kafka(pod: Pod): Writer {
  const id = pod.metadata.labels?.brokerId ?? '0';
  const topics = ['orders', 'payments', '__consumer_offsets'];
  const partition = (number: number) =>
    `${topics[number % topics.length]}-${(number * 7) % 12}`;
  return {
    start: [
      'Registered kafka:type=kafka.Log4jController MBean (kafka.utils.Log4jControllerRegistration$)',
      'starting (kafka.server.KafkaServer)',
      '[ZooKeeperClient Kafka server] Waiting until connected. (kafka.zookeeper.ZooKeeperClient)',
      '[ZooKeeperClient Kafka server] Connected. (kafka.zookeeper.ZooKeeperClient)',
      `Registered broker ${id} at path /brokers/ids/${id} (kafka.zk.KafkaZkClient)`,
      `[SocketServer listenerType=ZK_BROKER, nodeId=${id}] Enabling request processing. (kafka.network.SocketServer)`,
      `[KafkaServer id=${id}] started (kafka.server.KafkaServer)`,
    ],
    beat: number =>
      number % 3 === 0
        ? `[Log partition=${partition(
            number,
          )}, dir=/kafka-logs/kafka] Rolled new log segment at offset ${
            number * 5120
          } in ${(number % 9) + 1} ms. (kafka.log.UnifiedLog)`
        : `[GroupMetadataManager brokerId=${id}] Removed ${
            number % 4
          } expired offsets in ${
            (number % 6) + 1
          } milliseconds. (kafka.coordinator.group.GroupMetadataManager)`,
    end: code =>
      code === 0
        ? `[KafkaServer id=${id}] shut down completed (kafka.server.KafkaServer)`
        : `[KafkaServer id=${id}] Fatal error, exit code ${code} (kafka.server.KafkaServer)`,
    line: ({ at, text }) =>
      `[${at
        .toISOString()
        .replace('T', ' ')
        .replace('.', ',')
        .slice(0, 23)}] INFO ${text}`,
  };
}

function zookeeper(pod: Pod): Writer {
  const ordinal = Number(
    pod.metadata.labels?.['apps.kubernetes.io/pod-index'] ?? 0,
  );
  const id = ordinal + 1;
  return {
    start: [
      '[main:QuorumPeerConfig@177] - Reading configuration from: /data/conf/zoo.cfg',
      `[main:QuorumPeerMain@151] - Starting quorum peer, myid=${id}`,
      `[QuorumPeer[myid=${id}](plain=0.0.0.0:2181):QuorumPeer@863] - Peer state changed: following - broadcast`,
    ],
    beat: number =>
      number % 2 === 0
        ? '[NIOWorkerThread-1:FourLetterCommands@234] - The list of known four letter word commands is : ruok'
        : `[SyncThread:${id}:FileTxnLog@284] - Creating new log file: log.${(
            number * 97
          ).toString(16)}`,
    end: code => `[main:QuorumPeerMain@130] - Exiting with code ${code}`,
    line: ({ at, text }) =>
      `${at
        .toISOString()
        .replace('T', ' ')
        .replace('.', ',')
        .slice(0, 23)} [myid:${id}] - INFO  ${text}`,
  };
}
