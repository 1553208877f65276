import type {
  FieldManager,
  ManifestDocument,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { formatMoment } from '../view/format';
import { plainText } from '../view/text';
import { CopyButton } from './CopyButton';
import page from './Page.module.css';
import { ScrollingTable } from './ScrollingTable';

const shownPaths = 12;

/** The objects as Kubernetes keeps them, and who manages which of their fields. */
export function ManifestCards(props: {
  documents: readonly ManifestDocument[];
}) {
  const { t } = useWords();
  if (props.documents.length === 0) {
    return <p className={page.quiet}>{t('details.manifestEmpty')}</p>;
  }
  return (
    <>
      {props.documents.map(document => (
        <ManifestCard
          key={`${document.kind} ${document.name}`}
          document={document}
        />
      ))}
    </>
  );
}

function ManifestCard({ document }: { document: ManifestDocument }) {
  const { t } = useWords();
  const name = t('details.manifestOf', {
    kind: plainText(document.kind, 60),
    name: plainText(document.name, 253),
  });
  return (
    <section className={page.card} aria-label={name}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{name}</h2>
        <CopyButton text={document.yaml} name={name} />
      </div>
      <h3 className={page.cardTitle}>{t('details.fields')}</h3>
      <FieldsTable fields={document.fields} name={name} />
      <details>
        <summary>
          {t('details.manifest')}{' '}
          <span className={page.quiet}>{t('details.manifestNote')}</span>
        </summary>
        <pre className={page.code} role="region" tabIndex={0} aria-label={name}>
          {plainText(document.yaml, 200_000)}
        </pre>
      </details>
    </section>
  );
}

function FieldsTable(props: { fields: readonly FieldManager[]; name: string }) {
  const { t, language } = useWords();
  if (props.fields.length === 0) {
    return <p className={page.quiet}>{t('details.fieldsEmpty')}</p>;
  }
  const title = `${t('details.fields')}: ${props.name}`;
  return (
    <ScrollingTable
      name={title}
      columns={[
        t('details.column.manager'),
        t('details.column.operation'),
        t('details.column.time'),
        t('details.column.fields'),
      ]}
    >
      {props.fields.map(field => (
        <tr
          key={`${field.manager} ${field.operation} ${
            field.subresource ?? ''
          } ${field.time ?? ''}`}
        >
          <td>{plainText(field.manager, 120)}</td>
          <td>
            {plainText(field.operation, 40)}
            {field.subresource && (
              <div className={page.quiet}>
                {plainText(field.subresource, 40)}
              </div>
            )}
          </td>
          <td>{field.time ? formatMoment(field.time, language) : ''}</td>
          <td>
            <Paths paths={field.paths} />
          </td>
        </tr>
      ))}
    </ScrollingTable>
  );
}

function Paths({ paths }: { paths: readonly string[] }) {
  const { t } = useWords();
  const list = (some: readonly string[]) =>
    some.map(path => (
      <div key={path}>
        <code>{plainText(path, 200)}</code>
      </div>
    ));
  return (
    <>
      {list(paths.slice(0, shownPaths))}
      {paths.length > shownPaths && (
        <details>
          <summary className={page.quiet}>
            {t('details.moreFields', { count: paths.length - shownPaths })}
          </summary>
          {list(paths.slice(shownPaths))}
        </details>
      )}
    </>
  );
}
