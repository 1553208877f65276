import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useWords } from '../translations/useWords';

/** Copies a text and says that it did. */
export function CopyButton(props: { text: string; name: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState<string>();
  const isCopied = copied === props.text;
  return (
    <Button
      size="small"
      variant="secondary"
      aria-label={
        isCopied
          ? t('common.copied')
          : t('common.copyNamed', { name: props.name })
      }
      onPress={() => {
        // Without a secure context there is no clipboard; the text can still be selected.
        navigator.clipboard?.writeText(props.text).then(
          () => setCopied(props.text),
          () => setCopied(undefined),
        );
      }}
    >
      {isCopied ? t('common.copied') : t('common.copy')}
    </Button>
  );
}
