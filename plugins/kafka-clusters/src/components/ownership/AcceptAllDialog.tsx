import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
} from '@backstage/ui';
import { useWords } from '../../translations/useWords';
import styles from './Ownership.module.css';

/** Accepts all claims, once the person has read how many there are. */
export function AcceptAllDialog(props: {
  count: number;
  isPending: boolean;
  problem: string | undefined;
  onAccept: (close: () => void) => void;
}) {
  const { t } = useWords();
  const { count, isPending, problem, onAccept } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.all}>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button variant="secondary" size="small">
          {t('claims.acceptAll')}
        </Button>
        <Dialog>
          <DialogHeader>{t('claims.all.title', { count })}</DialogHeader>
          <DialogBody>
            <p>{t('claims.all.text')}</p>
            {problem && (
              <p role="alert" className={styles.problem}>
                {problem}
              </p>
            )}
          </DialogBody>
          <DialogFooter>
            <Button variant="secondary" onPress={() => setOpen(false)}>
              {t('teamDialog.cancel')}
            </Button>
            <Button
              variant="primary"
              isPending={isPending}
              onPress={() => onAccept(() => setOpen(false))}
            >
              {t('claims.all.confirm', { count })}
            </Button>
          </DialogFooter>
        </Dialog>
      </DialogTrigger>
    </div>
  );
}
