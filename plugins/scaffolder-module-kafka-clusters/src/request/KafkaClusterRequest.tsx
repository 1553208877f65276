import { useEffect } from 'react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Skeleton, VisuallyHidden } from '@backstage/ui';
import {
  QueryProvider,
  usePlan,
  useTargets,
} from '@kafka-clusters/plugin-kafka-clusters';
import type {
  Target,
  TargetsResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  changeDraft,
  completeDraft,
  isSameDraft,
  readDraft,
  toRequest,
  type Draft,
} from './draft';
import { Findings } from './Findings';
import styles from './KafkaClusterRequest.module.css';
import {
  FailedTargets,
  NoTargets,
  SourceProblems,
  isForbidden,
} from './noTargets';
import { Preview } from './Preview';
import { RequestForm } from './RequestForm';
import { useDebounced } from './useDebounced';
import { useFormWords } from './useFormWords';

type FieldProps = Pick<
  FieldExtensionComponentProps<unknown>,
  'formData' | 'onChange'
>;

/** The field of the template: a whole request, and live beside it what it would do. */
export function KafkaClusterRequest(props: FieldProps) {
  return (
    <QueryProvider>
      <div className={styles.request}>
        <TargetsGate {...props} />
      </div>
    </QueryProvider>
  );
}

function TargetsGate(props: FieldProps) {
  const { t } = useFormWords();
  const { data, error, refetch } = useTargets();
  // What was read before says nothing once the right is gone.
  if (error && (!data || isForbidden(error))) {
    return <FailedTargets error={error} onRetry={() => refetch()} />;
  }
  if (data?.items.length) {
    return <Request {...props} answer={data} />;
  }
  if (data) {
    return <NoTargets problems={data.problems} onRetry={() => refetch()} />;
  }
  return (
    <div role="status">
      <VisuallyHidden>{t('form.loading')}</VisuallyHidden>
      <Skeleton width="100%" height={320} />
    </div>
  );
}

function Request(props: FieldProps & { answer: TargetsResponse }) {
  const { formData, onChange, answer } = props;
  const targets: readonly Target[] = answer.items;
  const draft = completeDraft(readDraft(formData), targets);
  const isShown = isSameDraft(formData, draft);
  useEffect(() => {
    // What is shown is what is sent, also before anything was touched.
    if (!isShown) {
      onChange(draft);
    }
  });

  const change = (changed: Partial<Draft>) =>
    onChange(changeDraft(draft, changed, targets));
  const request = toRequest(draft);
  const settled = useDebounced(JSON.stringify(request), 250);
  const plan = usePlan(settled === undefined ? undefined : JSON.parse(settled));
  const isChecking = plan.isFetching || settled !== JSON.stringify(request);
  const found = plan.data?.plan;
  return (
    <div className={styles.columns}>
      <div className={styles.left}>
        <SourceProblems problems={answer.problems} />
        <RequestForm draft={draft} targets={targets} onChange={change} />
        {found && (
          <Findings
            findings={found.findings}
            draft={draft}
            targets={targets}
            onChange={change}
          />
        )}
      </div>
      <Preview
        plan={found}
        error={plan.error}
        isChecking={isChecking}
        isComplete={request !== undefined}
        onRetry={() => plan.refetch()}
      />
    </div>
  );
}
