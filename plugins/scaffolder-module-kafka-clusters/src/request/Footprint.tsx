import type { FootprintLine } from '@kafka-clusters/plugin-kafka-clusters-common';
import styles from './Footprint.module.css';
import { useFormWords } from './useFormWords';

/** What the cluster asks for, as bars against what the quota has left; the words say the same. */
export function Footprint({ lines }: { lines: readonly FootprintLine[] }) {
  const { t } = useFormWords();
  return (
    <ul className={styles.lines} aria-label={t('preview.footprint')}>
      {lines.map(line => (
        <Line key={line.kind} line={line} />
      ))}
    </ul>
  );
}

function Line({ line }: { line: FootprintLine }) {
  const { t, formatAmount } = useFormWords();
  const show = (amount: number) => formatAmount(line.kind, amount);
  const left = line.quota
    ? Math.max(0, line.quota.hard - line.quota.used)
    : undefined;
  const missing = left === undefined ? 0 : Math.max(0, line.requested - left);
  let words: string = t('footprint.unlimited', {
    requested: show(line.requested),
  });
  if (left !== undefined) {
    words =
      missing > 0
        ? t('footprint.over', {
            requested: show(line.requested),
            left: show(left),
            missing: show(missing),
          })
        : t('footprint.fits', {
            requested: show(line.requested),
            left: show(left),
          });
  }
  return (
    <li className={styles.line}>
      <span className={styles.kind}>{t(`footprint.${line.kind}`)}</span>
      <span className={missing > 0 ? styles.over : styles.amount}>{words}</span>
      {line.quota && (
        // The words beside it say it all.
        <span className={styles.bar} aria-hidden>
          <span
            className={styles.used}
            style={{ width: share(line.quota.used, line.quota.hard) }}
          />
          <span
            className={missing > 0 ? styles.tooMuch : styles.asked}
            style={{
              width: share(
                Math.min(line.requested, left ?? 0) ||
                  (missing && line.quota.hard * 0.02),
                line.quota.hard,
              ),
            }}
          />
        </span>
      )}
    </li>
  );
}

function share(part: number, whole: number): string {
  return `${whole > 0 ? Math.min(100, (100 * part) / whole) : 100}%`;
}
