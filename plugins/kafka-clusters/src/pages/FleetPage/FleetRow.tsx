import type { ClusterSummary } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { useWords } from '../../translations/useWords';
import { DataAge } from '../../components/DataAge';
import { OwnerLink } from '../../components/OwnerLink';
import { Pill } from '../../components/Pill';
import { clusterRouteRef } from '../../routes';
import { formatAge, formatBytes } from '../../view/format';
import { healthDisplay, nodeDisplay } from '../../view/statusDisplay';
import { plainText } from '../../view/text';
import { versionText } from '../../view/versionText';
import { reasonTitle } from '../../view/words';
import styles from './FleetPage.module.css';

/** One cluster of the fleet. */
export function FleetRow(props: { cluster: ClusterSummary; now: number }) {
  const { t, language } = useWords();
  const { cluster, now } = props;
  const toCluster = useRouteRef(clusterRouteRef);
  const { ref, health, version, operator } = cluster;
  const [reason, ...more] = health.reasons;
  const display = healthDisplay[health.state];
  // Whose team only uses it is not told what it is made of.
  const isConsumer = cluster.relation === 'consumer';
  return (
    <tr>
      <td>
        <div className={styles.name}>
          <Link href={toCluster?.({ ...ref }) ?? ''}>{ref.name}</Link>
        </div>
        <div className={styles.sub}>
          {ref.kubernetesCluster} / {ref.namespace}
        </div>
      </td>
      <td>
        <Pill tone={display.tone} glyph={display.glyph}>
          {t(`health.${health.state}`)}
        </Pill>
        {reason && (
          <div className={styles.sub}>
            {reasonTitle(t, reason, language)}
            {more.length > 0 &&
              ` · ${t('fleet.moreReasons', { count: more.length })}`}
          </div>
        )}
      </td>
      <td>
        <OwnerLink ownership={cluster.ownership} />
      </td>
      <td>
        {isConsumer ? (
          <div className={styles.sub}>{t('fleet.used')}</div>
        ) : (
          <BrokerSquares cluster={cluster} />
        )}
      </td>
      <td className={styles.nowrap}>
        {isConsumer
          ? '–'
          : formatBytes(cluster.requestedStorageBytes, language)}
      </td>
      <td>{versionText(version) ?? t('common.unknown')}</td>
      <td>
        <span className={styles.nowrap}>Koperator</span>
        {operator.version && (
          <div className={styles.sub}>{plainText(operator.version, 40)}</div>
        )}
      </td>
      <td className={styles.nowrap}>
        {formatAge(now - Date.parse(cluster.createdAt), language)}
      </td>
      <td className={styles.sub}>
        <DataAge data={cluster.data} />
      </td>
    </tr>
  );
}

function BrokerSquares({ cluster }: { cluster: ClusterSummary }) {
  const { t } = useWords();
  return (
    <>
      <div className={styles.squares} aria-hidden="true">
        {cluster.brokers.slice(0, 24).map(broker => (
          <span
            key={broker.id}
            className={styles.square}
            data-tone={nodeDisplay[broker.state].tone}
            data-hole={nodeDisplay[broker.state].hole}
            title={`${broker.id}: ${t(`nodeState.${broker.state}`)}`}
          />
        ))}
      </div>
      <div className={styles.sub}>
        <div>
          {t('fleet.brokers', {
            running: String(cluster.brokersRunning),
            total: String(cluster.brokers.length),
          })}
        </div>
        <div>{t('fleet.zones', { count: cluster.zoneCount })}</div>
      </div>
    </>
  );
}
