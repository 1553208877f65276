import { useApi } from '@backstage/core-plugin-api';
import type {
  ClaimsInput,
  ClusterRef,
  ConsumerDecision,
  ConsumerInput,
  LinkOwnerInput,
  TransferAnswer,
  TransferInput,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { kafkaClustersApiRef } from '../api';
import { keys } from './keys';
import { usePollingInterval } from './useLiveUpdates';

/** Whose a cluster is, who uses it, and how it came to be so. */
export function useOwnership(ref: ClusterRef) {
  const api = useApi(kafkaClustersApiRef);
  return useQuery({
    queryKey: keys.ownership(ref),
    queryFn: ({ signal }) => api.getOwnership(ref, { signal }),
    refetchInterval: usePollingInterval(),
  });
}

/** What waits for the person, over all clusters. */
export function useInbox() {
  const api = useApi(kafkaClustersApiRef);
  return useQuery({
    queryKey: keys.inbox,
    queryFn: ({ signal }) => api.getOwnershipInbox({ signal }),
    refetchInterval: usePollingInterval(),
  });
}

/**
 * An action counts as pending until everything on the screen has been read
 * again, so that its answer is there when it ends; also when it failed, since
 * somebody may have been faster.
 */
function useAction<TInput, TAnswer>(act: (input: TInput) => Promise<TAnswer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.live }),
  });
}

/** Links a cluster that nobody owns to a team. */
export function useLinkOwner(ref: ClusterRef) {
  const api = useApi(kafkaClustersApiRef);
  return useAction((input: LinkOwnerInput) => api.linkOwner(ref, input));
}

/** Offers a cluster to another team. */
export function useOfferTransfer(ref: ClusterRef) {
  const api = useApi(kafkaClustersApiRef);
  return useAction((input: TransferInput) => api.offerTransfer(ref, input));
}

/** Answers an offer, or takes it back. */
export function useAnswerTransfer() {
  const api = useApi(kafkaClustersApiRef);
  return useAction((input: { id: string; answer: TransferAnswer }) =>
    api.answerTransfer(input.id, input.answer),
  );
}

/** Decides on a component that asks for a cluster, or uses it. */
export function useDecideOnConsumer() {
  const api = useApi(kafkaClustersApiRef);
  return useAction(
    (input: {
      ref: ClusterRef;
      decision: ConsumerDecision;
      consumer: ConsumerInput;
    }) => api.decideOnConsumer(input.ref, input.decision, input.consumer),
  );
}

/** Accepts or declines claims. */
export function useAnswerClaims() {
  const api = useApi(kafkaClustersApiRef);
  return useAction((input: ClaimsInput) => api.answerClaims(input));
}
