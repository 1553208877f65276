import type { EndedPod } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { formatMoment } from '../view/format';
import { plainText } from '../view/text';
import page from './Page.module.css';

/** Pods that ended within the last hour, with their cause. */
export function EndedPodsTable({ pods }: { pods: readonly EndedPod[] }) {
  const { t, language } = useWords();
  if (pods.length === 0) {
    return null;
  }
  return (
    <>
      <h3 className={page.cardTitle}>{t('map.endedTitle')}</h3>
      <div
        className={page.tableScroll}
        role="region"
        aria-label={t('map.endedTitle')}
        tabIndex={0}
      >
        <table className={page.table} aria-label={t('map.endedTitle')}>
          <thead>
            <tr>
              <th scope="col">{t('map.column.endedAt')}</th>
              <th scope="col">{t('map.column.node')}</th>
              <th scope="col">{t('map.column.cause')}</th>
              <th scope="col">{t('map.column.pod')}</th>
              <th scope="col">{t('map.column.kubernetesNode')}</th>
            </tr>
          </thead>
          <tbody>
            {pods.map(pod => (
              <tr key={`${pod.pod} ${pod.endedAt}`}>
                <td>{formatMoment(pod.endedAt, language)}</td>
                <td>{t(`role.${pod.role}`, { id: String(pod.id) })}</td>
                <td>
                  {plainText(pod.cause, 80)}
                  {pod.exitCode !== undefined &&
                    `, ${t('map.exitCode', { code: String(pod.exitCode) })}`}
                  {pod.message && (
                    <div className={page.quiet}>
                      {plainText(pod.message, 300)}
                    </div>
                  )}
                </td>
                <td>{plainText(pod.pod, 120)}</td>
                <td>
                  {pod.kubernetesNode
                    ? plainText(pod.kubernetesNode, 80)
                    : t('common.unknown')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
