import { Fragment } from 'react';
import type { Listener } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../translations/useWords';
import { clientListener, clientProperties } from '../view/clientProperties';
import { plainText } from '../view/text';
import { CopyButton } from './CopyButton';
import page from './Page.module.css';

/** The address that a client inside the Kubernetes cluster needs, and a ready client.properties. */
export function ConnectCard({ listeners }: { listeners: readonly Listener[] }) {
  const { t } = useWords();
  const listener = clientListener(listeners);
  return (
    <section className={page.card} aria-label={t('connect.title')}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{t('connect.title')}</h2>
      </div>
      {listener?.bootstrap ? (
        <ListenerAddresses listener={listener} />
      ) : (
        <p className={page.quiet}>{t('connect.none')}</p>
      )}
    </section>
  );
}

function ListenerAddresses({ listener }: { listener: Listener }) {
  const { t } = useWords();
  const bootstrap = plainText(listener.bootstrap ?? '', 300);
  const properties = clientProperties(listener);
  const brokers = listener.addresses.filter(({ name }) =>
    name.startsWith('broker-'),
  );
  return (
    <>
      <div className={page.cardHead}>
        <span>{t('connect.bootstrap')}</span>
        <CopyButton text={bootstrap} name={t('connect.bootstrap')} />
      </div>
      <code className={page.code} data-wrap="true">
        <Breakable text={bootstrap} />
      </code>
      <ProtocolNote protocol={listener.protocol} />
      {properties ? (
        <>
          <div className={page.cardHead}>
            <span>{t('connect.properties')}</span>
            <CopyButton text={properties} name={t('connect.properties')} />
          </div>
          <code className={page.code} data-wrap="true">
            <Breakable text={plainText(properties)} />
          </code>
        </>
      ) : (
        <p className={page.quiet}>{t('connect.unknown')}</p>
      )}
      {brokers.length > 0 && (
        <details>
          <summary className={page.quiet}>
            {t('connect.addresses', { count: brokers.length })}
          </summary>
          <code className={page.code} data-wrap="true">
            <Breakable
              text={brokers
                .map(({ address }) => plainText(address, 300))
                .join('\n')}
            />
          </code>
        </details>
      )}
    </>
  );
}

/** An address breaks before a dot or its port, never within a number; copied, it is whole. */
function Breakable({ text }: { text: string }) {
  return (
    <>
      {text.split(/(?=[.:=])/).map((part, index) => (
        <Fragment key={`${index} ${part}`}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </>
  );
}

function ProtocolNote({ protocol }: { protocol: Listener['protocol'] }) {
  const { t } = useWords();
  const isPlain = protocol === 'plaintext' || protocol === 'sasl_plaintext';
  const hasLogin = protocol === 'sasl_plaintext' || protocol === 'sasl_ssl';
  const hasTls = protocol === 'ssl' || protocol === 'sasl_ssl';
  return (
    <>
      {isPlain && (
        <p>
          <span aria-hidden="true">▲</span> {t('connect.plain')}
        </p>
      )}
      {hasTls && <p className={page.quiet}>{t('connect.tls')}</p>}
      {hasLogin && <p className={page.quiet}>{t('connect.sasl')}</p>}
    </>
  );
}
