import type { EndedPod } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { formatMoment, joinList } from '../view/format';
import { plainText } from '../view/text';
import page from './Page.module.css';
import { ScrollingTable } from './ScrollingTable';

/** Pods that ended within the last hour, with their cause. */
export function EndedPodsTable({ pods }: { pods: readonly EndedPod[] }) {
  const { t, language } = useWords();
  if (pods.length === 0) {
    return null;
  }
  return (
    <>
      <h3 className={page.cardTitle}>{t('map.endedTitle')}</h3>
      <ScrollingTable
        name={t('map.endedTitle')}
        columns={[
          t('map.column.endedAt'),
          t('map.column.node'),
          t('map.column.cause'),
          t('map.column.pod'),
          t('map.column.kubernetesNode'),
        ]}
      >
        {pods.map(pod => (
          <tr key={`${pod.pod} ${pod.endedAt}`}>
            <td>{formatMoment(pod.endedAt, language)}</td>
            <td>{t(`role.${pod.role}`, { id: String(pod.id) })}</td>
            <td>
              {joinList(
                [
                  plainText(pod.cause, 80),
                  pod.exitCode === undefined
                    ? undefined
                    : t('map.exitCode', { code: String(pod.exitCode) }),
                ],
                language,
              )}
              {pod.message && (
                <div className={page.quiet}>{plainText(pod.message, 300)}</div>
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
      </ScrollingTable>
    </>
  );
}
