import type { DataAge as DataAgeModel } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { formatMoment } from '../view/format';

/** Whether what is shown is live, or as of when. */
export function DataAge({ data }: { data: DataAgeModel }) {
  const { t, language } = useWords();
  if (data.live) {
    return <>{t('common.live')}</>;
  }
  return (
    <>
      {data.asOf
        ? t('common.asOf', { time: formatMoment(data.asOf, language) })
        : t('common.unknown')}
    </>
  );
}
