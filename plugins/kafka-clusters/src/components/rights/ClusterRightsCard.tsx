import type {
  FeatureRights,
  KubernetesClusterRights,
  RightState,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../../translations/useWords';
import { formatMoment } from '../../view/format';
import { plainText } from '../../view/text';
import page from '../Page.module.css';
import { FeatureRightsPart } from './FeatureRightsPart';

const order: readonly RightState[] = ['missing', 'unknown', 'granted'];

const byUrgency = (a: FeatureRights, b: FeatureRights) =>
  order.indexOf(a.state) - order.indexOf(b.state);

/** What the portal may do in one Kubernetes cluster; what is missing comes first. */
export function ClusterRightsCard({
  rights,
}: {
  rights: KubernetesClusterRights;
}) {
  const { t, language } = useWords();
  const { title, account, checkedAt, features } = rights;
  const missing = features.filter(({ state }) => state === 'missing').length;
  const name = plainText(title || rights.kubernetesCluster, 80);
  return (
    <section className={page.card} aria-label={name}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{name}</h2>
        {checkedAt && (
          <span className={page.quiet}>
            {t('rights.checked', { time: formatMoment(checkedAt, language) })}
          </span>
        )}
      </div>
      <p>{sum()}</p>
      {checkedAt && (
        <p className={page.quiet}>
          {account
            ? t('rights.account', { account: plainText(account, 253) })
            : t('rights.noAccount')}
        </p>
      )}
      {[...features].sort(byUrgency).map(feature => (
        <FeatureRightsPart
          key={feature.feature}
          rights={feature}
          place={name}
        />
      ))}
    </section>
  );

  function sum() {
    if (!checkedAt) {
      return t('rights.notAnswered');
    }
    return missing > 0
      ? t('rights.someMissing', { count: missing })
      : t('rights.allGranted');
  }
}
