import type {
  ClusterNode,
  NodeVolume,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { VisuallyHidden } from '@backstage/ui';
import { useWords } from '../translations/useWords';
import { formatAge, formatBytes, joinList } from '../view/format';
import { nodeDisplay } from '../view/statusDisplay';
import { plainText } from '../view/text';
import page from './Page.module.css';
import { Pill } from './Pill';
import { ScrollingTable } from './ScrollingTable';

/** The map as a table: zone, node, pod, volume, configuration, last change. */
export function NodeTable(props: {
  nodes: readonly ClusterNode[];
  now: number;
}) {
  const { t } = useWords();
  return (
    <ScrollingTable
      name={t('map.tableName')}
      columns={[
        t('map.column.node'),
        t('map.column.state'),
        t('map.column.zone'),
        t('map.column.kubernetesNode'),
        t('map.column.pod'),
        t('map.column.volume'),
        t('map.column.configuration'),
        t('map.column.changed'),
      ]}
      compact
    >
      {props.nodes.map(node => (
        <NodeRow key={`${node.role} ${node.id}`} node={node} now={props.now} />
      ))}
    </ScrollingTable>
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
        <Configuration node={node} />
      </td>
      <td className={page.nowrap}>
        {node.changedAt
          ? formatAge(now - Date.parse(node.changedAt), language)
          : t('common.unknown')}
      </td>
    </tr>
  );
}

/** The configuration of ZooKeeper is its cluster's: a member has no state of its own. */
function Configuration({ node }: { node: ClusterNode }) {
  const { t } = useWords();
  if (node.role === 'zookeeper') {
    return (
      <>
        <span aria-hidden="true">—</span>
        <VisuallyHidden>{t('map.configuration.none')}</VisuallyHidden>
      </>
    );
  }
  return (
    <>
      {t(`map.configuration.${node.configuration}`)}
      {node.configurationDetail && (
        <div className={page.quiet}>
          {plainText(node.configurationDetail, 120)}
        </div>
      )}
    </>
  );
}

function VolumeLine({ volume }: { volume: NodeVolume }) {
  const { t, language } = useWords();
  const requested = formatBytes(volume.requestedBytes, language);
  const grows =
    volume.capacityBytes !== undefined &&
    volume.capacityBytes < volume.requestedBytes;
  const size = grows
    ? t('map.grows', {
        capacity: formatBytes(volume.capacityBytes ?? 0, language),
        requested,
      })
    : requested;
  return (
    <div title={plainText(volume.claim, 253)}>
      {joinList(
        [size, volume.storageClass && plainText(volume.storageClass, 80)],
        language,
      )}
      {volume.phase !== 'Bound' && ` (${t(`map.phase.${volume.phase}`)})`}
    </div>
  );
}
