import { useState } from 'react';
import {
  formatClusterRef,
  type ClaimsResponse,
  type OwnershipClaim,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { AcceptAllDialog } from '../../components/ownership/AcceptAllDialog';
import { ActionOutcome } from '../../components/ownership/ActionOutcome';
import { ClaimList } from '../../components/ownership/ClaimList';
import { Disclosure } from '../../components/Disclosure';
import page from '../../components/Page.module.css';
import { useAnswerClaims, useInbox } from '../../hooks/useOwnership';
import { useWords } from '../../translations/useWords';
import { clusterRouteRef } from '../../routes';
import type { Translate } from '../../view/words';
import { actionProblem } from '../actionProblem';
import { refusalText } from '../refusalText';
import { useOpenPart } from './useOpenPart';

/** More refusals than these are counted only. */
const refusalsShown = 5;

/** For the platform: clusters whose custom resources name a team while nothing backs it. */
export function ClaimsSection() {
  const { t } = useWords();
  const { data } = useInbox();
  const [isOpen, setOpen] = useOpenPart('claims');
  const [answered, setAnswered] = useState<ClaimsResponse>();
  const claiming = useAnswerClaims();
  const toCluster = useRouteRef(clusterRouteRef);
  const claims = data?.claims ?? [];
  if (claims.length === 0 && !answered) {
    return null;
  }
  const answer = (
    what: 'accept' | 'decline',
    which: readonly OwnershipClaim[],
    close?: () => void,
  ) => {
    setAnswered(undefined);
    claiming.mutate(
      {
        answer: what,
        claims: which.map(({ ref, uid, owner }) => ({
          cluster: formatClusterRef(ref),
          uid,
          owner,
        })),
      },
      {
        onSuccess: response => {
          setAnswered(response);
          close?.();
        },
      },
    );
  };
  const { isPending, variables } = claiming;
  return (
    <Disclosure
      title={t('claims.waiting', {
        count: new Set(claims.map(({ uid }) => uid)).size,
      })}
      isOpen={isOpen}
      onChange={setOpen}
    >
      <ActionOutcome
        done={answered && t('claims.done', { count: answered.done })}
        problem={
          actionProblem(t, claiming.error) ??
          (answered && refusalsText(t, answered.refused))
        }
      />
      {claims.length > 0 && <p className={page.quiet}>{t('claims.text')}</p>}
      <ClaimList
        claims={claims}
        toCluster={({ ref }) => toCluster?.({ ...ref })}
        isPending={(claim, action) =>
          isPending &&
          variables.answer === action &&
          variables.claims.length === 1 &&
          variables.claims[0].uid === claim.uid &&
          variables.claims[0].owner === claim.owner
        }
        onAnswer={(claim, action) => answer(action, [claim])}
      />
      {claims.length > 1 && (
        <AcceptAllDialog
          count={claims.length}
          isPending={isPending}
          problem={actionProblem(t, claiming.error)}
          onAccept={close => answer('accept', claims, close)}
        />
      )}
    </Disclosure>
  );
}

function refusalsText(
  t: Translate,
  refused: ClaimsResponse['refused'],
): string | undefined {
  if (refused.length === 0) {
    return undefined;
  }
  const rest = refused.length - refusalsShown;
  return [
    ...refused.slice(0, refusalsShown).map(refusal => refusalText(t, refusal)),
    ...(rest > 0 ? [t('entityCards.more', { count: rest })] : []),
  ].join(' ');
}
