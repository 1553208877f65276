import {
  isBroker,
  type ClusterDetail,
  type ProvisioningRequest,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { ReactNode } from 'react';
import { useWords } from '../translations/useWords';
import { formatAge } from '../view/format';
import { plainText } from '../view/text';
import page from './Page.module.css';
import { Pill } from './Pill';
import styles from './RequestProgress.module.css';

type StepState = 'waiting' | 'now' | 'done' | 'failed' | 'undone';

const stepDisplay = {
  waiting: { tone: 'neutral', glyph: '○' },
  now: { tone: 'announcement', glyph: '◐' },
  done: { tone: 'positive', glyph: '✓' },
  failed: { tone: 'negative', glyph: '✕' },
  undone: { tone: 'neutral', glyph: '↶' },
} as const;

/** A request on its way: objects, then ZooKeeper and the brokers one by one, then ready. */
export function RequestProgress(props: {
  request: ProvisioningRequest;
  cluster: ClusterDetail;
  now: number;
  /** What can be done about it. */
  children?: ReactNode;
}) {
  const { t, language } = useWords();
  const { request, cluster, now } = props;
  return (
    <section className={page.card} aria-label={t('request.title')}>
      <div className={page.cardHead}>
        <h2 className={page.cardTitle}>{t('request.title')}</h2>
        <span className={page.quiet}>
          {t('request.by', {
            who: plainText(request.requestedBy, 120),
            age: formatAge(now - Date.parse(request.createdAt), language),
          })}
        </span>
      </div>
      <ol className={styles.steps} aria-label={t('request.steps')}>
        {useSteps(request, cluster).map(({ text, state }) => (
          <li key={text} className={styles.step}>
            <Pill {...stepDisplay[state]}>{t(`request.step.${state}`)}</Pill>
            <span>{text}</span>
          </li>
        ))}
      </ol>
      {request.failure && <Failure failure={request.failure} />}
      {props.children}
    </section>
  );
}

function useSteps(
  request: ProvisioningRequest,
  cluster: ClusterDetail,
): { text: string; state: StepState }[] {
  const { t } = useWords();
  const objects = request.steps.map(step => ({
    text: t('request.stepObject', {
      kind: plainText(step.kind, 60),
      name: plainText(step.name, 120),
    }),
    state: step.state as StepState,
  }));
  const accepted = objects.every(({ state }) => state === 'done');
  const count = (nodes: ClusterDetail['nodes']) => ({
    running: nodes.filter(node => node.state === 'running').length,
    total: nodes.length,
  });
  const zookeeper = count(
    cluster.nodes.filter(node => node.role === 'zookeeper'),
  );
  const brokers = count(cluster.nodes.filter(isBroker));
  const progress = ({ running, total }: typeof brokers): StepState => {
    if (!accepted) {
      return 'waiting';
    }
    return total > 0 && running === total ? 'done' : 'now';
  };
  const words = ({ running, total }: typeof brokers) => ({
    running: String(running),
    total: String(total),
  });
  const allRun = progress(zookeeper) === 'done' && progress(brokers) === 'done';
  let ready: StepState = allRun ? 'now' : 'waiting';
  if (request.state === 'ready') {
    ready = 'done';
  } else if (request.state === 'failed') {
    ready = 'failed';
  }
  return [
    ...objects,
    {
      text: t('request.zookeeper', words(zookeeper)),
      state: progress(zookeeper),
    },
    { text: t('request.brokers', words(brokers)), state: progress(brokers) },
    { text: t('request.ready'), state: ready },
  ];
}

function Failure(props: {
  failure: NonNullable<ProvisioningRequest['failure']>;
}) {
  const { t } = useWords();
  const { code, params } = props.failure;
  const text = (name: string) => plainText(String(params[name] ?? ''), 200);
  let words: string;
  if (code === 'no-progress') {
    words = t('request.failure.no-progress', { minutes: text('minutes') });
  } else if (code === 'cluster-deleted') {
    words = t('request.failure.cluster-deleted', { name: text('name') });
  } else {
    words = t('request.failure.unknown', { code: plainText(code, 80) });
  }
  return (
    <p role="alert">
      <strong>{t('request.failure.title')}</strong> {words}
    </p>
  );
}
