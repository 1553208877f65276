import {
  formatClusterRef,
  type ClusterRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { useWords } from '../../translations/useWords';
import { Message } from '../../components/Message';
import { rootRouteRef } from '../../routes';
import { plainText } from '../../view/text';

/** The same screen for what does not exist and for what the person may not see. */
export function ClusterAbsent({ clusterRef }: { clusterRef: ClusterRef }) {
  const { t } = useWords();
  const toFleet = useRouteRef(rootRouteRef);
  return (
    <Message
      title={t('cluster.notFound.title')}
      text={t('cluster.notFound.text', {
        name: plainText(formatClusterRef(clusterRef), 200),
      })}
    >
      {toFleet && (
        <ButtonLink href={toFleet()} variant="secondary">
          {t('cluster.notFound.back')}
        </ButtonLink>
      )}
    </Message>
  );
}
