import type { UnsupportedClusters } from '@kafka-clusters/plugin-kafka-clusters-common';
import { Link } from '@backstage/ui';
import page from '../../components/Page.module.css';
import { useWords } from '../../translations/useWords';
import { plainText } from '../../view/text';

const shown = 10;

/** Kafka clusters that no adapter supports; the backend sends them to those alone who may read every cluster. */
export function UnsupportedPart(props: {
  unsupported: readonly UnsupportedClusters[];
  /** Where missing rights are shown, for those who may see them. */
  rightsHref?: string;
}) {
  const { t } = useWords();
  return (
    <section className={page.card} aria-label={t('unsupported.title')}>
      <h2 className={page.cardTitle}>{t('unsupported.title')}</h2>
      <p className={page.quiet}>{t('unsupported.text')}</p>
      <ul>
        {props.unsupported.map(kind => (
          <li key={`${kind.kubernetesCluster} ${kind.group} ${kind.version}`}>
            {plainText(kind.operator, 60)}{' '}
            <code>{`${kind.kind}.${kind.group}/${plainText(
              kind.version,
              63,
            )}`}</code>
            {': '}
            <Found kind={kind} />{' '}
            {kind.state === 'forbidden' && props.rightsHref && (
              <Link href={props.rightsHref}>{t('rights.problemLink')}</Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Found({ kind }: { kind: UnsupportedClusters }) {
  const { t } = useWords();
  const place = plainText(kind.title, 80);
  if (kind.state === 'forbidden') {
    return <>{t('unsupported.notReadable', { place })}</>;
  }
  if (kind.state === 'unknown') {
    return <>{t('unsupported.notKnown', { place })}</>;
  }
  const names = kind.items
    .slice(0, shown)
    .map(({ namespace, name }) =>
      plainText(namespace ? `${namespace}/${name}` : name, 320),
    );
  const more = kind.count - names.length;
  return (
    <>
      {t('unsupported.place', { count: kind.count, place })}
      {': '}
      {names.join(', ')}
      {more > 0 && ` ${t('unsupported.more', { count: more })}`}
    </>
  );
}
