import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  TextField,
} from '@backstage/ui';
import { useWords } from '../translations/useWords';
import { plainText } from '../view/text';
import page from './Page.module.css';

/** Asks for the name before everything that a request created is deleted. */
export function DiscardDialog(props: {
  name: string;
  isPending: boolean;
  error: Error | null;
  onDiscard: (close: () => void) => void;
}) {
  const { t } = useWords();
  const { name, isPending, error } = props;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const change = (open: boolean) => {
    setOpen(open);
    setTyped('');
  };
  return (
    <div>
      <p className={page.quiet}>{t('request.discardText')}</p>
      <DialogTrigger isOpen={isOpen} onOpenChange={change}>
        <Button variant="secondary">{t('request.discard')}</Button>
        <Dialog>
          <DialogHeader>{t('request.discard.title', { name })}</DialogHeader>
          <DialogBody>
            <p>{t('request.discard.text')}</p>
            <TextField
              label={t('request.discard.label', { name })}
              value={typed}
              onChange={setTyped}
              autoComplete="off"
            />
            {error && (
              <p role="alert">
                {t('request.discard.failed', {
                  message: plainText(error.message, 300),
                })}
              </p>
            )}
          </DialogBody>
          <DialogFooter>
            <Button variant="secondary" onPress={() => change(false)}>
              {t('request.discard.cancel')}
            </Button>
            <Button
              variant="primary"
              destructive
              isDisabled={typed !== name}
              isPending={isPending}
              onPress={() => props.onDiscard(() => change(false))}
            >
              {t('request.discard.confirm')}
            </Button>
          </DialogFooter>
        </Dialog>
      </DialogTrigger>
    </div>
  );
}
