import type { ClusterDetail } from '@kafka-clusters/plugin-kafka-clusters-common';
import { DiscardDialog } from '../../components/DiscardDialog';
import { RequestProgress } from '../../components/RequestProgress';
import { useDiscard, useRequest } from '../../hooks/useRequest';

/** The request that the cluster comes from, until it is ready; it can be taken back by those who may. */
export function RequestCard(props: {
  id: string;
  cluster: ClusterDetail;
  now: number;
}) {
  const { id, cluster, now } = props;
  const request = useRequest(id).data?.request;
  const discard = useDiscard(id);
  if (!request) {
    return null;
  }
  return (
    <RequestProgress request={request} cluster={cluster} now={now}>
      {cluster.operations.discard.allowed && (
        <DiscardDialog
          name={cluster.ref.name}
          isPending={discard.isPending}
          error={discard.error}
          onDiscard={close => discard.mutate(undefined, { onSuccess: close })}
        />
      )}
    </RequestProgress>
  );
}
