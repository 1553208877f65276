import type {
  ClusterNode,
  NodeVolume,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { formatAge, formatBytes } from '../view/format';
import { nodeDisplay } from '../view/statusDisplay';
import { plainText } from '../view/text';
import page from './Page.module.css';
import { Pill } from './Pill';

/** The map as a table: zone, node, pod, volume, configuration, last change. */
export function NodeTable(props: {
  nodes: readonly ClusterNode[];
  now: number;
}) {
  const { t } = useWords();
  return (
    <div
      className={page.tableScroll}
      role="region"
      aria-label={t('map.tableName')}
      tabIndex={0}
    >
      <table
        className={`${page.table} ${page.compact}`}
        aria-label={t('map.tableName')}
      >
        <thead>
          <tr>
            <th scope="col">{t('map.column.node')}</th>
            <th scope="col">{t('map.column.state')}</th>
            <th scope="col">{t('map.column.zone')}</th>
            <th scope="col">{t('map.column.kubernetesNode')}</th>
            <th scope="col">{t('map.column.pod')}</th>
            <th scope="col">{t('map.column.volume')}</th>
            <th scope="col">{t('map.column.configuration')}</th>
            <th scope="col">{t('map.column.changed')}</th>
          </tr>
        </thead>
        <tbody>
          {props.nodes.map(node => (
            <NodeRow
              key={`${node.role} ${node.id}`}
              node={node}
              now={props.now}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NodeRow({ node, now }: { node: ClusterNode; now: number }) {
  const { t, language } = useWords();
  const { tone, glyph } = nodeDisplay[node.state];
  const none = t('common.none');
  return (
    <tr>
      <td className={page.nowrap}>
        {t(`role.${node.role}`, { id: String(node.id) })}
      </td>
      <td>
        <Pill tone={tone} glyph={glyph}>
          {t(`nodeState.${node.state}`)}
        </Pill>
        {node.stateDetail && (
          <div className={page.quiet}>{plainText(node.stateDetail, 120)}</div>
        )}
      </td>
      <td className={page.nowrap}>
        {node.zone ? plainText(node.zone, 63) : none}
      </td>
      <td className={page.nowrap}>
        {node.kubernetesNode ? plainText(node.kubernetesNode, 80) : none}
      </td>
      <td>{node.pod ? plainText(node.pod, 120) : none}</td>
      <td className={page.nowrap}>
        {node.volumes.length
          ? node.volumes.map(volume => (
              <VolumeLine key={volume.claim} volume={volume} />
            ))
          : none}
      </td>
      <td>
        {t(`map.configuration.${node.configuration}`)}
        {node.configurationDetail && (
          <div className={page.quiet}>
            {plainText(node.configurationDetail, 120)}
          </div>
        )}
      </td>
      <td className={page.nowrap}>
        {node.changedAt
          ? formatAge(now - Date.parse(node.changedAt), language)
          : t('common.unknown')}
      </td>
    </tr>
  );
}

function VolumeLine({ volume }: { volume: NodeVolume }) {
  const { t, language } = useWords();
  const requested = formatBytes(volume.requestedBytes, language);
  const grows =
    volume.capacityBytes !== undefined &&
    volume.capacityBytes < volume.requestedBytes;
  return (
    <div title={plainText(volume.claim, 253)}>
      {grows
        ? t('map.grows', {
            capacity: formatBytes(volume.capacityBytes ?? 0, language),
            requested,
          })
        : requested}
      {volume.storageClass && `, ${plainText(volume.storageClass, 80)}`}
      {volume.phase !== 'Bound' && ` (${t(`map.phase.${volume.phase}`)})`}
    </div>
  );
}
