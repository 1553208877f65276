import { useEffect, useState } from 'react';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { Alert, ButtonLink, Text } from '@backstage/ui';
import { clusterRouteRef } from '@kafka-clusters/plugin-kafka-clusters';
import { parseClusterRef } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useNavigate } from 'react-router-dom';
import { kafkaClusterRequestTranslationRef } from '../translations';
import { takeExpectedCluster } from './expectedCluster';

/** The result of the template: who has just requested the cluster lands on its page. */
export function KafkaClusterOutputs(props: { output?: ScaffolderTaskOutput }) {
  const clusterRef = readClusterRef(props.output?.clusterRef);
  return clusterRef ? (
    <Result key={clusterRef} clusterRef={clusterRef} />
  ) : null;
}

function Result({ clusterRef }: { clusterRef: string }) {
  const { t } = useTranslationRef(kafkaClusterRequestTranslationRef);
  const navigate = useNavigate();
  const clusterRoute = useRouteRef(clusterRouteRef);
  const [isOpening, setIsOpening] = useState(false);
  const ref = parseClusterRef(clusterRef);
  const page =
    clusterRoute?.({
      kubernetesCluster: ref.kubernetesCluster,
      namespace: ref.namespace,
      name: ref.name,
    }) ?? `/kafka-clusters/${clusterRef}`;
  useEffect(() => {
    if (takeExpectedCluster(clusterRef)) {
      setIsOpening(true);
      // Replaces the task in the history: Back leads to the form, not here and forth again.
      navigate(page, { replace: true });
    }
  }, [clusterRef, navigate, page]);
  if (isOpening) {
    return (
      <Text role="status" as="p">
        {t('outputs.opening')}
      </Text>
    );
  }
  return (
    <Alert
      status="success"
      icon
      title={t('outputs.title')}
      customActions={
        <ButtonLink href={page} variant="primary">
          {t('outputs.open', { name: ref.name })}
        </ButtonLink>
      }
    />
  );
}

/** Outputs are what a template says: a ref that is none leads nowhere. */
function readClusterRef(value: unknown): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  try {
    parseClusterRef(value);
    return value;
  } catch {
    return undefined;
  }
}
