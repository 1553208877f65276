import type { ReactNode } from 'react';
import {
  isBroker,
  useCases,
  type ClusterDetail,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import {
  formatBytes,
  formatCores,
  formatMoment,
  joinList,
} from '../view/format';
import { plainText } from '../view/text';
import { versionText } from '../view/versionText';
import type { Translate } from '../view/words';
import { OwnerLink } from './OwnerLink';
import page from './Page.module.css';
import styles from './FactsCard.module.css';

/** What the cluster is made of. */
export function FactsCard({ cluster }: { cluster: ClusterDetail }) {
  const { t } = useWords();
  return (
    <section className={page.card} aria-label={t('facts.title')}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{t('facts.title')}</h2>
      </div>
      <dl className={styles.facts}>
        {useFacts(cluster).map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useFacts(cluster: ClusterDetail): [string, ReactNode][] {
  const { t, language } = useWords();
  const unknown = t('common.unknown');
  const { resources, storage, ownership, managedBy } = cluster;
  const total = cluster.nodes.filter(isBroker).length;
  const { cpuMillicoresPerBroker: cpu, memoryBytesPerBroker: memory } =
    resources;
  const listed = <T,>(known: T | undefined, show: (value: T) => string) =>
    known === undefined ? unknown : show(known);
  const growth =
    storage.canGrow === undefined
      ? undefined
      : t(storage.canGrow ? 'facts.canGrow' : 'facts.cannotGrow');
  return [
    [
      t('facts.brokers'),
      t('facts.brokersValue', {
        running: String(cluster.brokersRunning),
        total: String(total),
      }),
    ],
    [
      t('facts.storage'),
      joinList(
        [
          listed(storage.bytesPerBroker, bytes =>
            t('facts.storageEach', {
              brokers: String(total),
              size: formatBytes(bytes, language),
            }),
          ),
          storage.class && plainText(storage.class, 80),
          growth,
        ],
        language,
      ),
    ],
    [
      t('facts.resources'),
      cpu === undefined || memory === undefined
        ? unknown
        : t('facts.resourcesEach', {
            brokers: String(total),
            cpu: t('format.cores', {
              count: Number(formatCores(cpu)),
            }),
            memory: formatBytes(memory, language),
          }),
    ],
    [
      t('facts.heap'),
      listed(resources.heapBytesPerBroker, bytes =>
        formatBytes(bytes, language),
      ),
    ],
    [
      t('facts.replication'),
      t('facts.replicationValue', {
        replicas: String(cluster.replicationFactor),
        min: String(cluster.minInsyncReplicas),
      }),
    ],
    ['Kafka', versionText(cluster.version) ?? unknown],
    [t('facts.mode'), t(`facts.mode.${cluster.mode}`)],
    [
      t('facts.listeners'),
      cluster.listeners
        .map(
          ({ name, exposure, protocol }) =>
            `${plainText(name, 63)}: ${joinList(
              [
                t(`facts.exposure.${exposure}`),
                t(`facts.protocol.${protocol}`),
              ],
              language,
            )}`,
        )
        .join('; ') || t('common.none'),
    ],
    [t('facts.owner'), <OwnerFact key="owner" ownership={ownership} />],
    [
      t('facts.managedBy'),
      t(`facts.managedBy.${managedBy.kind}`, {
        manager: plainText(managedBy.manager ?? unknown, 80),
      }),
    ],
    ...(cluster.useCase
      ? ([[t('facts.useCase'), nameUseCase(t, cluster.useCase)]] as [
          string,
          ReactNode,
        ][])
      : []),
    [t('facts.created'), formatMoment(cluster.createdAt, language)],
  ];
}

function nameUseCase(t: Translate, name: string): string {
  const known = useCases.find(useCase => useCase === name);
  return known ? t(`useCase.${known}`) : plainText(name, 60);
}

function OwnerFact({ ownership }: Pick<ClusterDetail, 'ownership'>) {
  const { t, language } = useWords();
  return (
    <>
      <OwnerLink ownership={ownership} />
      <div className={page.quiet}>
        {ownership.state === 'owned' &&
          t(`facts.ownerSource.${ownership.source}`)}
        {ownership.state === 'unowned' &&
          ownership.claims.length > 0 &&
          t('facts.claims', {
            claims: joinList(
              ownership.claims.map(claim => plainText(claim, 120)),
              language,
            ),
          })}
      </div>
    </>
  );
}
