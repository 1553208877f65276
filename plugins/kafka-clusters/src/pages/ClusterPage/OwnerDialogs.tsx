import type { ClusterRef } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useLinkOwner, useOfferTransfer } from '../../hooks/useOwnership';
import { useWords } from '../../translations/useWords';
import { actionProblem } from '../actionProblem';
import { TeamDialog } from './TeamDialog';

/** Links a cluster that nobody owns to a team. */
export function LinkToTeam({ clusterRef }: { clusterRef: ClusterRef }) {
  const { t } = useWords();
  const link = useLinkOwner(clusterRef);
  const { name } = clusterRef;
  return (
    <TeamDialog
      button={t('ownership.link')}
      title={t('teamDialog.link.title', { name })}
      text={<p>{t('teamDialog.link.text')}</p>}
      confirm={t('teamDialog.link.confirm')}
      isPending={link.isPending}
      problem={actionProblem(t, link.error)}
      onOpen={link.reset}
      onConfirm={({ team, reason }, close) =>
        link.mutate({ owner: team, reason }, { onSuccess: close })
      }
    />
  );
}

/** Offers a cluster to another team; both have to agree. */
export function HandOver(props: { clusterRef: ClusterRef; owner: string }) {
  const { t } = useWords();
  const { clusterRef, owner } = props;
  const offer = useOfferTransfer(clusterRef);
  return (
    <TeamDialog
      button={t('ownership.handOver')}
      title={t('teamDialog.transfer.title', { name: clusterRef.name })}
      text={
        <div>
          <p>{t('teamDialog.transfer.text')}</p>
          <ul>
            <li>{t('teamDialog.transfer.ours')}</li>
            <li>{t('teamDialog.transfer.theirs')}</li>
          </ul>
        </div>
      }
      confirm={t('teamDialog.transfer.confirm')}
      except={owner}
      isPending={offer.isPending}
      problem={actionProblem(t, offer.error)}
      onOpen={offer.reset}
      onConfirm={({ team, reason }, close) =>
        offer.mutate({ to: team, reason }, { onSuccess: close })
      }
    />
  );
}
