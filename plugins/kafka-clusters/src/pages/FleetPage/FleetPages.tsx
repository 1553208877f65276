import { ButtonIcon } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { useWords } from '../../translations/useWords';
import page from '../../components/Page.module.css';
import { pageSize } from '../../view/fleetQuery';

/** Which part of the list is shown, and the ways to its neighbours. */
export function FleetPages(props: {
  total: number;
  offset: number;
  onChange: (offset: number) => void;
}) {
  const { t } = useWords();
  const { total, offset, onChange } = props;
  if (total <= pageSize && offset === 0) {
    return null;
  }
  return (
    <nav className={page.row} aria-label={t('fleet.pages')}>
      <span className={page.quiet}>
        {t('fleet.page', {
          from: String(offset + 1),
          to: String(Math.min(offset + pageSize, total)),
          total: String(total),
        })}
      </span>
      <ButtonIcon
        variant="secondary"
        aria-label={t('fleet.previous')}
        icon={<RiArrowLeftSLine />}
        isDisabled={offset === 0}
        onPress={() => onChange(Math.max(0, offset - pageSize))}
      />
      <ButtonIcon
        variant="secondary"
        aria-label={t('fleet.next')}
        icon={<RiArrowRightSLine />}
        isDisabled={offset + pageSize >= total}
        onPress={() => onChange(offset + pageSize)}
      />
    </nav>
  );
}
