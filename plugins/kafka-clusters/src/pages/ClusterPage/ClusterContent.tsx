import {
  type ClusterDetail,
  type ClusterRef,
  type ClusterResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Button, Skeleton, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { Message } from '../../components/Message';
import page from '../../components/Page.module.css';
import { ProblemLines, saysCutOff } from '../../components/ProblemLines';
import { errorName, isWithdrawn } from '../../hooks/isFinalError';
import { useCluster } from '../../hooks/useCluster';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../translations/useWords';
import { formatMoment } from '../../view/format';
import { plainText } from '../../view/text';
import { ClusterAbsent } from './ClusterAbsent';
import { ClusterDetails } from './ClusterDetails';
import { ClusterOverview } from './ClusterOverview';
import styles from './ClusterPage.module.css';
import { ConsumerOverview } from './ConsumerOverview';

/** One cluster, live; the same on its page and on its entity. */
export function ClusterContent(props: {
  clusterRef: ClusterRef;
  /** What stands above, once the cluster is known. */
  header?: (cluster: ClusterDetail) => ReactNode;
}) {
  const { t, language } = useWords();
  const query = useCluster(props.clusterRef);
  const { data, error } = query;
  if (!data || isWithdrawn(error)) {
    return error ? (
      <ClusterProblem
        clusterRef={props.clusterRef}
        error={error}
        onRetry={query.refetch}
      />
    ) : (
      <div role="status" aria-label={t('common.loading')} className={page.card}>
        <Skeleton height={32} style={{ marginBottom: 16 }} />
        <Skeleton height={160} style={{ marginBottom: 16 }} />
        <Skeleton height={240} />
      </div>
    );
  }
  return (
    <>
      {props.header?.(data.cluster)}
      {error && (
        <p role="alert" className={page.quiet}>
          {t('cluster.refreshFailed', {
            time: formatMoment(
              new Date(query.dataUpdatedAt).toISOString(),
              language,
            ),
          })}
        </p>
      )}
      <ClusterViews answer={data} />
    </>
  );
}

function ClusterViews({ answer }: { answer: ClusterResponse }) {
  const { t, language } = useWords();
  const now = useNow();
  const { cluster, problems } = answer;
  const source = cluster.ref.kubernetesCluster;
  return (
    <>
      {!cluster.data.live && !saysCutOff(problems, source) && (
        <p role="status" className={styles.stale}>
          {t('cluster.stale', {
            source,
            asOf: cluster.data.asOf
              ? formatMoment(cluster.data.asOf, language)
              : t('common.unknown'),
          })}
        </p>
      )}
      <ProblemLines problems={problems} now={now} />
      {cluster.relation === 'consumer' ? (
        <ConsumerOverview cluster={cluster} now={now} />
      ) : (
        <ClusterTabs cluster={cluster} now={now} />
      )}
    </>
  );
}

function ClusterTabs(props: { cluster: ClusterDetail; now: number }) {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const { cluster, now } = props;
  const view = params.get('view') === 'details' ? 'details' : 'overview';
  return (
    <Tabs
      selectedKey={view}
      onSelectionChange={key =>
        setParams(
          previous => {
            const next = new URLSearchParams(previous);
            if (key === 'details') {
              next.set('view', 'details');
            } else {
              next.delete('view');
            }
            return next;
          },
          { replace: true },
        )
      }
    >
      <TabList aria-label={t('cluster.tabs')}>
        <Tab id="overview">{t('cluster.tab.overview')}</Tab>
        <Tab id="details">{t('cluster.tab.details')}</Tab>
      </TabList>
      <TabPanel id="overview">
        <ClusterOverview cluster={cluster} now={now} />
      </TabPanel>
      <TabPanel id="details">
        <ClusterDetails cluster={cluster} />
      </TabPanel>
    </Tabs>
  );
}

function ClusterProblem(props: {
  clusterRef: ClusterRef;
  error: Error;
  onRetry: () => unknown;
}) {
  const { t } = useWords();
  const name = errorName(props.error);
  if (name === 'NotFoundError') {
    return <ClusterAbsent clusterRef={props.clusterRef} />;
  }
  if (name === 'NotAllowedError') {
    return (
      <Message
        title={t('cluster.forbidden.title')}
        text={t('cluster.forbidden.text')}
      />
    );
  }
  return (
    <Message
      alert
      title={t('cluster.problem.title')}
      text={t('cluster.problem.text', {
        message: plainText(props.error.message, 300),
      })}
    >
      <Button variant="secondary" onPress={() => props.onRetry()}>
        {t('common.retry')}
      </Button>
    </Message>
  );
}
