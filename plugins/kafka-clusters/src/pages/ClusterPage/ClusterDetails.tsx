import type { ClusterDetail } from '@kafka-clusters/plugin-kafka-clusters-common';
import { Button, Skeleton } from '@backstage/ui';
import { ConditionsCard } from '../../components/ConditionsCard';
import { ManifestCards } from '../../components/ManifestCards';
import { Message } from '../../components/Message';
import { useManifest } from '../../hooks/useManifest';
import { useWords } from '../../translations/useWords';
import { plainText } from '../../view/text';
import styles from './ClusterPage.module.css';

/** Conditions, manifest, and who manages which field. */
export function ClusterDetails({ cluster }: { cluster: ClusterDetail }) {
  const { t } = useWords();
  const manifest = useManifest(cluster.ref);
  return (
    <div className={styles.main}>
      <ConditionsCard conditions={cluster.conditions} />
      {manifest.data && <ManifestCards documents={manifest.data.documents} />}
      {!manifest.data && manifest.error && (
        <Message
          alert
          title={t('details.manifest')}
          text={t('details.problem.text', {
            message: plainText(manifest.error.message, 300),
          })}
        >
          <Button variant="secondary" onPress={() => manifest.refetch()}>
            {t('common.retry')}
          </Button>
        </Message>
      )}
      {!manifest.data && !manifest.error && (
        <div role="status" aria-label={t('common.loading')}>
          <Skeleton height={200} />
        </div>
      )}
    </div>
  );
}
