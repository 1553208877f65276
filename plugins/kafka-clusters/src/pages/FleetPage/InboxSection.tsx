import { useState } from 'react';
import { ActionOutcome } from '../../components/ownership/ActionOutcome';
import { askingId, InboxList } from '../../components/ownership/InboxList';
import { Disclosure } from '../../components/Disclosure';
import {
  useAnswerTransfer,
  useDecideOnConsumer,
  useInbox,
} from '../../hooks/useOwnership';
import { useWords } from '../../translations/useWords';
import type { Translate } from '../../view/words';
import { actionProblem } from '../actionProblem';
import { useOpenPart } from './useOpenPart';

/** One line for everybody: what waits for them, answered in place. */
export function InboxSection() {
  const { t } = useWords();
  const { data } = useInbox();
  const [isOpen, setOpen] = useOpenPart('inbox');
  const [done, setDone] = useState<string>();
  const transferring = useAnswerTransfer();
  const deciding = useDecideOnConsumer();
  const waiting = data
    ? data.consumers.length +
      data.transfers.filter(({ answers }) => answers.includes('accept')).length
    : 0;
  const mine = data
    ? data.transfers.length + data.consumers.length - waiting
    : 0;
  // Who comes by the link of a notification is told that it is answered by now.
  if (!data || (waiting + mine === 0 && !isOpen)) {
    return null;
  }
  const begin = () => {
    setDone(undefined);
    transferring.reset();
    deciding.reset();
  };
  return (
    <Disclosure
      title={inboxTitle(t, waiting, mine)}
      isOpen={isOpen}
      onChange={setOpen}
    >
      <ActionOutcome
        done={done}
        problem={actionProblem(t, transferring.error ?? deciding.error)}
      />
      <InboxList
        inbox={data}
        isPending={(id, action) =>
          (transferring.isPending &&
            transferring.variables.id === id &&
            transferring.variables.answer === action) ||
          (deciding.isPending &&
            deciding.variables.decision === action &&
            askingId(deciding.variables.ref, deciding.variables.consumer) ===
              id)
        }
        onAnswer={({ id }, answer, what) => {
          begin();
          transferring.mutate(
            { id, answer },
            { onSuccess: () => setDone(t(`inbox.done.${answer}`, { what })) },
          );
        }}
        onDecide={({ ref, consumer }, decision, what) => {
          begin();
          deciding.mutate(
            {
              ref,
              decision,
              consumer: { component: consumer.component, team: consumer.team },
            },
            { onSuccess: () => setDone(t(`inbox.done.${decision}`, { what })) },
          );
        }}
      />
    </Disclosure>
  );
}

function inboxTitle(t: Translate, waiting: number, mine: number): string {
  if (waiting > 0) {
    return t('inbox.waiting', { count: waiting });
  }
  return mine > 0 ? t('inbox.open', { count: mine }) : t('inbox.nothing');
}
