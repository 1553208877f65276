import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Skeleton } from '@backstage/ui';
import { Message } from '../../components/Message';
import page from '../../components/Page.module.css';
import { ClusterRightsCard } from '../../components/rights/ClusterRightsCard';
import { errorName, isWithdrawn } from '../../hooks/isFinalError';
import { useRights } from '../../hooks/useRights';
import { rootRouteRef } from '../../routes';
import { useWords } from '../../translations/useWords';
import { formatMoment } from '../../view/format';
import { plainText } from '../../view/text';
import styles from './RightsPage.module.css';

/** What the portal's own account may do in Kubernetes, and what it lacks. */
export function RightsPage() {
  const { t, language } = useWords();
  const rights = useRights();
  const toFleet = useRouteRef(rootRouteRef);
  const { data, error } = rights;
  const isShown = data !== undefined && !isWithdrawn(error);
  return (
    <main className={page.page}>
      <div className={page.head}>
        <div>
          <nav aria-label={t('cluster.breadcrumbs')} className={page.quiet}>
            <Link href={toFleet?.() ?? '/'}>{t('fleet.title')}</Link>
          </nav>
          <h1 className={page.title}>{t('rights.title')}</h1>
          <div className={page.quiet}>{t('rights.summary')}</div>
        </div>
        {isShown && data.items.length > 0 && (
          <Button
            variant="secondary"
            isDisabled={rights.isRefreshing}
            onPress={() => rights.refresh()}
          >
            {t('rights.refresh')}
          </Button>
        )}
      </div>
      {isShown && error && (
        <p role="alert" className={page.quiet}>
          {t('rights.refreshFailed', {
            time: formatMoment(
              new Date(rights.dataUpdatedAt).toISOString(),
              language,
            ),
          })}
        </p>
      )}
      {isShown ? (
        <div className={styles.stack} aria-busy={rights.isRefreshing}>
          {data.items.map(item => (
            <ClusterRightsCard key={item.kubernetesCluster} rights={item} />
          ))}
          {data.items.length === 0 && (
            <Message
              title={t('rights.empty.title')}
              text={t('rights.empty.text')}
            />
          )}
        </div>
      ) : (
        <RightsAbsent error={error} onRetry={rights.retry} />
      )}
    </main>
  );
}

function RightsAbsent(props: { error: Error | null; onRetry: () => unknown }) {
  const { t } = useWords();
  const { error } = props;
  if (!error) {
    return (
      <div role="status" aria-label={t('common.loading')} className={page.card}>
        <Skeleton height={160} />
      </div>
    );
  }
  if (errorName(error) === 'NotAllowedError') {
    return (
      <Message
        title={t('rights.forbidden.title')}
        text={t('rights.forbidden.text')}
      />
    );
  }
  return (
    <Message
      alert
      title={t('rights.problem.title')}
      text={t('rights.problem.text', {
        message: plainText(error.message, 300),
      })}
    >
      <Button variant="secondary" onPress={() => props.onRetry()}>
        {t('common.retry')}
      </Button>
    </Message>
  );
}
