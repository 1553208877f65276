import { useState, type ReactNode } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  TextAreaField,
} from '@backstage/ui';
import styles from '../../components/ownership/Ownership.module.css';
import type { Team } from '../../hooks/useTeams';
import { useWords } from '../../translations/useWords';
import { TeamPicker } from './TeamPicker';

/** Longest reason that is kept. */
const longestReason = 1_000;

/** What a person chose: a team, and why. */
export interface TeamChoice {
  /** Entity ref of the team. */
  readonly team: string;
  readonly reason: string | undefined;
}

interface TeamFormProps {
  title: string;
  confirm: string;
  /** What it means. */
  text: ReactNode;
  /** Entity ref of a team that is not offered. */
  except?: string;
  isPending: boolean;
  problem: string | undefined;
  onConfirm: (choice: TeamChoice) => void;
}

/** A button that asks for a team and a reason before anything is done. */
export function TeamDialog(
  props: Omit<TeamFormProps, 'onConfirm'> & {
    /** Words of the button. */
    button: string;
    /** Forgets what failed before. */
    onOpen: () => void;
    onConfirm: (choice: TeamChoice, close: () => void) => void;
  },
) {
  const { button, onOpen, onConfirm, ...form } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={open => {
        onOpen();
        setOpen(open);
      }}
    >
      <Button variant="secondary" size="small">
        {button}
      </Button>
      <Dialog>
        <TeamForm
          {...form}
          onCancel={() => setOpen(false)}
          onConfirm={choice => onConfirm(choice, () => setOpen(false))}
        />
      </Dialog>
    </DialogTrigger>
  );
}

/** Is there only while the dialog is open: teams are asked for then, and what was typed is gone with it. */
function TeamForm(props: TeamFormProps & { onCancel: () => void }) {
  const { t } = useWords();
  const [team, setTeam] = useState<Team>();
  const [reason, setReason] = useState('');
  return (
    <>
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <div className={styles.form}>
          {props.text}
          <TeamPicker value={team} except={props.except} onChange={setTeam} />
          <TextAreaField
            label={t('teamDialog.reason')}
            description={t('teamDialog.reasonHint')}
            value={reason}
            onChange={setReason}
            maxLength={longestReason}
          />
          {props.problem && (
            <p role="alert" className={styles.problem}>
              {props.problem}
            </p>
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onCancel}>
          {t('teamDialog.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!team}
          isPending={props.isPending}
          onPress={() =>
            team &&
            props.onConfirm({
              team: team.entityRef,
              reason: reason.trim() || undefined,
            })
          }
        >
          {props.confirm}
        </Button>
      </DialogFooter>
    </>
  );
}
