import type {
  ClusterNode,
  Zone,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import type { Tone } from '../view/statusDisplay';
import { plainText } from '../view/text';
import {
  toLossLines,
  toZoneColumns,
  zoneTitle,
  type LossLine,
} from '../view/zones';
import styles from './ClusterMap.module.css';
import { joinList } from '../view/format';
import { NodeTile } from './NodeTile';
import { Pill } from './Pill';

const lossTone: Record<LossLine['effect'], Tone> = {
  stops: 'negative',
  'partitions-stop': 'negative',
  'writes-stop': 'warning',
  none: 'positive',
};

/**
 * A cluster drawn where it runs: zones as columns, brokers and members of the
 * quorum as tiles, what is missing as a dashed hole, and in words what one more
 * lost zone would cost. Draws a planned cluster as well.
 *
 * @public
 */
export function ClusterMap(props: {
  zones: readonly Zone[];
  nodes: readonly ClusterNode[];
  /** min.insync.replicas of the brokers. */
  minInsyncReplicas: number;
  /** The present in milliseconds, for what has been up how long; Date.now() when absent. */
  now?: number;
}) {
  const { t, language } = useWords();
  const { zones, nodes, minInsyncReplicas, now = Date.now() } = props;
  const losses = toLossLines(t, zones, nodes, minInsyncReplicas);
  return (
    <div>
      <ul className={styles.zones} aria-label={t('map.title')}>
        {toZoneColumns(zones, nodes).map(column => (
          <li
            key={column.zone ? `zone ${column.zone.name}` : 'without'}
            className={
              column.zone?.drained
                ? `${styles.zone} ${styles.drained}`
                : styles.zone
            }
          >
            <ZoneHead zone={column.zone} />
            {column.nodes.length > 0 ? (
              <ul className={styles.tiles}>
                {column.nodes.map(node => (
                  <NodeTile
                    key={`${node.role} ${node.id}`}
                    node={node}
                    now={now}
                  />
                ))}
              </ul>
            ) : (
              <span className={styles.quiet}>{t('map.empty')}</span>
            )}
          </li>
        ))}
      </ul>
      {losses.length > 0 && (
        <dl className={styles.losses} aria-label={t('map.lossTitle')}>
          {losses.map(line => (
            <div key={line.text} className={styles.loss}>
              <dt>
                <Pill tone={lossTone[line.effect]}>
                  {t('map.lossOf', {
                    zones: joinAlternatives(line.zones, t('map.or'), language),
                  })}
                </Pill>
              </dt>
              <dd>{line.text}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** `a`, `a or b`, `a, b or c`. */
function joinAlternatives(
  items: readonly string[],
  or: string,
  language: string,
): string {
  return items.length < 2
    ? items.join('')
    : `${joinList(items.slice(0, -1), language)} ${or} ${items.at(-1)}`;
}

function ZoneHead({ zone }: { zone: Zone | undefined }) {
  const { t } = useWords();
  if (!zone) {
    return <h4 className={styles.zoneName}>{t('map.waiting')}</h4>;
  }
  const broken = zone.kubernetesNodes.filter(node => node.state !== 'ready');
  return (
    <div className={styles.zoneHead}>
      <h4 className={styles.zoneName}>{zoneTitle(t, zone.name)}</h4>
      {zone.drained && !broken.length && (
        <span className={styles.alarm}>{t('map.drained')}</span>
      )}
      {broken.map(node => (
        <span key={node.name} className={styles.alarm}>
          {t(
            node.state === 'cordoned' ? 'map.nodeDrained' : 'map.nodeNotReady',
            { node: plainText(node.name, 63) },
          )}
        </span>
      ))}
      {!broken.length && !zone.drained && (
        <span className={styles.quiet}>
          {zone.kubernetesNodes.length
            ? t('map.nodes', { count: zone.kubernetesNodes.length })
            : t('map.noNodes')}
        </span>
      )}
    </div>
  );
}
