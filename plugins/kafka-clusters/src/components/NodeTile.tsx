import {
  isBroker,
  type ClusterNode,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { formatAge, formatBytes } from '../view/format';
import { nodeDisplay } from '../view/statusDisplay';
import { plainText } from '../view/text';
import styles from './ClusterMap.module.css';
import { Pill } from './Pill';

/** A broker or a member of the quorum where it runs, or the hole that it left. */
export function NodeTile({ node, now }: { node: ClusterNode; now: number }) {
  const { t, language } = useWords();
  const { glyph, tone, hole } = nodeDisplay[node.state];
  const size = formatBytes(
    node.volumes.reduce((sum, volume) => sum + volume.requestedBytes, 0),
    language,
  );
  const facts: string[] = [];
  if (node.kubernetesNode) {
    facts.push(plainText(node.kubernetesNode, 63));
  }
  if (node.volumes.length && isBroker(node)) {
    facts.push(hole ? t('map.volumeWaits', { size }) : size);
  }
  if (node.startedAt && node.state === 'running') {
    const age = formatAge(now - Date.parse(node.startedAt), language);
    facts.push(t('map.up', { age }));
  }
  if (node.stateDetail && node.state !== 'running') {
    facts.push(plainText(node.stateDetail, 80));
  }
  return (
    <li
      className={styles.tile}
      data-tone={tone}
      data-hole={hole}
      data-planned={node.state === 'planned'}
    >
      <div className={styles.tileHead}>
        <span>{t(`role.${node.role}`, { id: String(node.id) })}</span>
        <Pill tone={tone} glyph={glyph}>
          {t(`nodeState.${node.state}`)}
        </Pill>
      </div>
      {facts.length > 0 && (
        <div className={styles.quiet}>{facts.join(' · ')}</div>
      )}
    </li>
  );
}
