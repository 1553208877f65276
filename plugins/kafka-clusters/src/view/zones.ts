import {
  isBroker,
  isQuorumMember,
  type ClusterNode,
  type Zone,
  type ZoneLoss,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { plainText } from './text';
import type { Translate } from './words';

/** A zone by its name; one that says already that it is a zone is not said to be one again. */
function nameZone(
  t: Translate,
  key: 'map.zoneTitle' | 'common.zone',
  name: string,
) {
  const shown = plainText(name, 63);
  return /^zone/i.test(shown) ? shown : t(key, { name: shown });
}

/** Heads what is in a zone. */
export function zoneTitle(t: Translate, name: string): string {
  return name ? nameZone(t, 'map.zoneTitle', name) : t('map.noZone');
}

/** A column of the map. */
export interface ZoneColumn {
  /** undefined: nodes that have no place. */
  readonly zone: Zone | undefined;
  readonly nodes: readonly ClusterNode[];
}

const byRoleAndId = (a: ClusterNode, b: ClusterNode) =>
  Number(!isBroker(a)) - Number(!isBroker(b)) || a.id - b.id;

/** Zones with their nodes, brokers first; nodes without a zone come last. */
export function toZoneColumns(
  zones: readonly Zone[],
  nodes: readonly ClusterNode[],
): ZoneColumn[] {
  const columns: ZoneColumn[] = zones.map(zone => ({
    zone,
    nodes: nodes.filter(node => node.zone === zone.name).sort(byRoleAndId),
  }));
  const names = new Set(zones.map(zone => zone.name));
  const homeless = nodes
    .filter(node => node.zone === undefined || !names.has(node.zone))
    .sort(byRoleAndId);
  return homeless.length
    ? [...columns, { zone: undefined, nodes: homeless }]
    : columns;
}

/** Zones whose loss would cost the same, and that cost in words. */
export interface LossLine {
  readonly effect: ZoneLoss['effect'];
  /** As they are said within a sentence. */
  readonly zones: readonly string[];
  readonly text: string;
}

const effectOrder: Record<ZoneLoss['effect'], number> = {
  stops: 0,
  'partitions-stop': 1,
  'writes-stop': 2,
  none: 3,
};

/**
 * What one more lost zone would cost, worst first; zones with the same answer
 * share a line. Zones without any running node of the cluster are left out:
 * nothing more is lost with them.
 */
export function toLossLines(
  t: Translate,
  zones: readonly Zone[],
  nodes: readonly ClusterNode[],
  minInsyncReplicas: number,
): LossLine[] {
  const quorum = nodes.some(node => node.role === 'zookeeper')
    ? t('map.quorum.zookeeper')
    : t('map.quorum.controllers');
  const lines = new Map<
    string,
    { effect: ZoneLoss['effect']; zones: string[] }
  >();
  for (const zone of zones) {
    // Where nodes have no zone, there is none to lose.
    const matters =
      zone.name !== '' &&
      nodes.some(
        node =>
          node.zone === zone.name &&
          (node.state === 'running' || node.state === 'planned') &&
          (isBroker(node) || isQuorumMember(node)),
      );
    if (!matters) {
      continue;
    }
    const text = lossText(t, zone.loss, quorum, minInsyncReplicas);
    const line = lines.get(text) ?? { effect: zone.loss.effect, zones: [] };
    line.zones.push(nameZone(t, 'common.zone', zone.name));
    lines.set(text, line);
  }
  return [...lines]
    .map(([text, line]) => ({ ...line, text }))
    .sort((a, b) => effectOrder[a.effect] - effectOrder[b.effect]);
}

function lossText(
  t: Translate,
  loss: ZoneLoss,
  quorum: string,
  min: number,
): string {
  const brokersLeft = String(loss.brokersLeft);
  const brokersTotal = String(loss.brokersTotal);
  const replicasLeft = String(loss.replicasLeft);
  const replicasTotal = String(loss.replicasTotal);
  if (loss.effect === 'none') {
    return t('map.loss.none', {
      brokersLeft,
      brokersTotal,
      replicasLeft,
      replicasTotal,
    });
  }
  if (loss.effect === 'writes-stop') {
    return t('map.loss.writes', {
      brokersLeft,
      brokersTotal,
      replicasLeft,
      min: String(min),
    });
  }
  if (loss.effect === 'partitions-stop') {
    return t('map.loss.partitions', { brokersLeft, brokersTotal });
  }
  return loss.brokersLeft === 0
    ? t('map.loss.noBroker')
    : t('map.loss.noQuorum', { brokersLeft, brokersTotal, quorum });
}
