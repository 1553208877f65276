import {
  formatClusterRef,
  type ClusterDetail,
  type ClusterOwnershipResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { Button, Skeleton } from '@backstage/ui';
import { Message } from '../../components/Message';
import { OwnershipCard } from '../../components/ownership/OwnershipCard';
import page from '../../components/Page.module.css';
import { isWithdrawn } from '../../hooks/isFinalError';
import {
  useAnswerClaims,
  useAnswerTransfer,
  useDecideOnConsumer,
  useInbox,
  useOwnership,
} from '../../hooks/useOwnership';
import { useWords } from '../../translations/useWords';
import { plainText } from '../../view/text';
import { actionProblem } from '../actionProblem';
import { refusalText } from '../refusalText';
import { HandOver, LinkToTeam } from './OwnerDialogs';

/** Whose the cluster is, read apart from it: what fails here costs nothing else of the page. */
export function OwnershipSection({ cluster }: { cluster: ClusterDetail }) {
  const { t } = useWords();
  const { data, error, refetch } = useOwnership(cluster.ref);
  if (data && !isWithdrawn(error)) {
    return <KnownOwnership cluster={cluster} answer={data} />;
  }
  if (isWithdrawn(error)) {
    return null;
  }
  return error ? (
    <Message
      alert
      title={t('ownership.problem.title')}
      text={t('cluster.problem.text', {
        message: plainText(error.message, 300),
      })}
    >
      <Button variant="secondary" onPress={() => refetch()}>
        {t('common.retry')}
      </Button>
    </Message>
  ) : (
    <div role="status" aria-label={t('common.loading')} className={page.card}>
      <Skeleton height={120} />
    </div>
  );
}

function KnownOwnership(props: {
  cluster: ClusterDetail;
  answer: ClusterOwnershipResponse;
}) {
  const { t } = useWords();
  const { ref, uid } = props.cluster;
  const { transfer, operations, ownership } = props.answer;
  const inbox = useInbox();
  const transferring = useAnswerTransfer();
  const deciding = useDecideOnConsumer();
  const claiming = useAnswerClaims();
  const forgetProblems = () =>
    [transferring, deciding, claiming].forEach(action => action.reset());
  // Whether an answer is theirs is said once, where everything stands that waits for them.
  const answers =
    inbox.data?.transfers.find(({ id }) => id === transfer?.id)?.answers ?? [];
  const claimed = claiming.isPending ? claiming.variables : undefined;
  const [refusal] = claiming.data?.refused ?? [];
  return (
    <OwnershipCard
      answer={props.answer}
      transferAnswers={answers}
      pendingAnswer={
        transferring.isPending ? transferring.variables.answer : undefined
      }
      onAnswer={answer => {
        forgetProblems();
        if (transfer) {
          transferring.mutate({ id: transfer.id, answer });
        }
      }}
      pendingClaim={
        claimed && { owner: claimed.claims[0].owner, answer: claimed.answer }
      }
      onClaim={(owner, answer) => {
        forgetProblems();
        claiming.mutate({
          answer,
          claims: [{ cluster: formatClusterRef(ref), uid, owner }],
        });
      }}
      pendingDecision={
        deciding.isPending
          ? {
              component: deciding.variables.consumer.component,
              decision: deciding.variables.decision,
            }
          : undefined
      }
      onDecide={({ component, team }, decision) => {
        forgetProblems();
        deciding.mutate({ ref, decision, consumer: { component, team } });
      }}
      problem={
        actionProblem(
          t,
          transferring.error ?? deciding.error ?? claiming.error,
        ) ??
        (refusal && refusalText(t, refusal))
      }
    >
      {ownership.state === 'unowned' && operations.link.allowed && (
        <LinkToTeam clusterRef={ref} />
      )}
      {ownership.state === 'owned' &&
        !transfer &&
        operations.transfer.allowed && (
          <HandOver clusterRef={ref} owner={ownership.owner} />
        )}
    </OwnershipCard>
  );
}
