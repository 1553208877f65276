import { Button } from '@backstage/ui';
import { useWords } from '../../translations/useWords';

/** What a person can do about an offer, a claim or a component. */
export type OwnershipButton =
  | 'accept'
  | 'decline'
  | 'withdraw'
  | 'grant'
  | 'revoke';

/** One answer. Several stand on a page: read aloud, each says what it is about. */
export function ActionButton(props: {
  action: OwnershipButton;
  /** What it is about, in few words. */
  what: string;
  isPending: boolean;
  onPress: () => void;
}) {
  const { t } = useWords();
  const { action, what, isPending, onPress } = props;
  const isYes = action === 'accept' || action === 'grant';
  return (
    <Button
      size="small"
      variant={isYes ? 'primary' : 'secondary'}
      aria-label={t(`ownership.named.${action}`, { what })}
      isPending={isPending}
      onPress={onPress}
    >
      {t(`ownership.${action}`)}
    </Button>
  );
}
