import { Alert, Button } from '@backstage/ui';
import { plainText } from '@kafka-clusters/plugin-kafka-clusters';
import {
  TEAMS_ANNOTATION,
  type SourceProblem,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useFormWords } from './useFormWords';

/** Nothing to choose from: no namespace serves the person's teams, or nobody answers who could say so. */
export function NoTargets(props: {
  problems: readonly SourceProblem[];
  onRetry(): void;
}) {
  const { t } = useFormWords();
  if (props.problems.length) {
    return (
      <>
        <Alert
          status="warning"
          icon
          title={t('unreachable.title')}
          description={t('unreachable.next')}
          customActions={<Retry onRetry={props.onRetry} />}
        />
        <SourceProblems problems={props.problems} />
      </>
    );
  }
  return (
    <Alert
      status="info"
      icon
      title={t('noTargets.title')}
      description={`${t('noTargets.text', {
        annotation: TEAMS_ANNOTATION,
      })} ${t('noTargets.next')}`}
    />
  );
}

/** The question was refused or failed. */
export function FailedTargets(props: { error: Error; onRetry(): void }) {
  const { t } = useFormWords();
  if (isForbidden(props.error)) {
    return (
      <Alert
        status="info"
        icon
        title={t('forbidden.title')}
        description={t('forbidden.next')}
      />
    );
  }
  return (
    <Alert
      status="danger"
      icon
      title={t('failed.title')}
      description={plainText(props.error.message, 500)}
      customActions={<Retry onRetry={props.onRetry} />}
    />
  );
}

/** Kubernetes clusters whose places are missing, or old. */
export function SourceProblems(props: { problems: readonly SourceProblem[] }) {
  const { t } = useFormWords();
  if (!props.problems.length) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      title={t('problems.title')}
      description={props.problems
        .map(({ title }) => plainText(title, 100))
        .join(', ')}
    />
  );
}

function Retry({ onRetry }: { onRetry(): void }) {
  const { t } = useFormWords();
  return (
    <Button variant="secondary" onPress={onRetry}>
      {t('failed.retry')}
    </Button>
  );
}

/** A ResponseError keeps what the backend threw in its cause. */
export function isForbidden(error: Error): boolean {
  const { cause } = error;
  return [error.name, cause instanceof Error ? cause.name : ''].includes(
    'NotAllowedError',
  );
}
