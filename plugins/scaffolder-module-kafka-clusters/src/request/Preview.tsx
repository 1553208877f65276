import { Alert, Button, Skeleton, Text } from '@backstage/ui';
import { ClusterMap, plainText } from '@kafka-clusters/plugin-kafka-clusters';
import type { ClusterPlan } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { ReactNode } from 'react';
import { Footprint } from './Footprint';
import styles from './KafkaClusterRequest.module.css';
import { PlanDetails } from './PlanDetails';
import { useFormWords } from './useFormWords';

/** The cluster as it will be, live beside the form. */
export function Preview(props: {
  plan: ClusterPlan | undefined;
  error: Error | null;
  /** A newer plan is on its way; the last one stays until it is there. */
  isChecking: boolean;
  isComplete: boolean;
  onRetry(): void;
}) {
  const { plan, error, isChecking, isComplete, onRetry } = props;
  const { t } = useFormWords();
  let state: string = isChecking ? t('preview.checking') : t('preview.checked');
  if (!isComplete) {
    state = t('preview.incomplete');
  }
  return (
    <section
      className={styles.preview}
      aria-label={t('preview.title')}
      aria-busy={isChecking}
    >
      {error ? (
        <Alert
          status="danger"
          icon
          title={t('preview.failed')}
          description={plainText(error.message, 500)}
          customActions={
            <Button variant="secondary" onPress={onRetry}>
              {t('preview.retry')}
            </Button>
          }
        />
      ) : (
        <Text as="p" variant="body-small" color="secondary">
          {state}
        </Text>
      )}
      {!plan && !error && isComplete && <Skeleton width="100%" height={240} />}
      {plan && (
        <>
          <Card title={t('preview.map')}>
            <div className={styles.map}>
              <ClusterMap
                zones={plan.zones}
                nodes={plan.nodes}
                minInsyncReplicas={plan.minInsyncReplicas}
              />
            </div>
          </Card>
          {plan.footprint.length > 0 && (
            <Card title={t('preview.footprint')}>
              <Footprint lines={plan.footprint} />
            </Card>
          )}
          <Card>
            <PlanDetails plan={plan} />
          </Card>
        </>
      )}
    </section>
  );
}

function Card(props: { title?: string; children: ReactNode }) {
  return (
    <div className={styles.card}>
      {props.title && <h3 className={styles.cardTitle}>{props.title}</h3>}
      {props.children}
    </div>
  );
}
