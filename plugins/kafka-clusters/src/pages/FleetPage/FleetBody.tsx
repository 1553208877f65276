import type {
  FleetQuery,
  FleetResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { Button, ButtonLink, Skeleton } from '@backstage/ui';
import { errorName, isWithdrawn } from '../../hooks/isFinalError';
import { useWords } from '../../translations/useWords';
import { Message } from '../../components/Message';
import page from '../../components/Page.module.css';
import { plainText } from '../../view/text';
import { FleetPages } from './FleetPages';
import { FleetTable } from './FleetTable';
import { createPath } from './FleetPage';

/** The list, or the screen that says why there is none. */
export function FleetBody(props: {
  fleet: {
    readonly data: FleetResponse | undefined;
    readonly error: Error | null;
    readonly isPlaceholderData: boolean;
    readonly refetch: () => unknown;
  };
  /** Another page is on its way, since this one does not exist. */
  isMoving: boolean;
  query: FleetQuery;
  onChange: (changes: Partial<FleetQuery>) => void;
  mayCreate: boolean;
  now: number;
}) {
  const { t } = useWords();
  const { fleet, query, onChange, mayCreate, now } = props;
  const { data, error } = fleet;
  if (!data || isWithdrawn(error)) {
    return error ? (
      <FleetProblem error={error} onRetry={fleet.refetch} />
    ) : (
      <FleetSkeleton />
    );
  }
  if (data.visibleCount === 0) {
    return data.problems.length > 0 ? (
      <Message
        title={t('fleet.unreached.title')}
        text={t('fleet.unreached.text')}
      />
    ) : (
      <Message
        title={t('fleet.empty.title')}
        text={t(
          data.readOnly
            ? 'fleet.empty.readOnly'
            : `fleet.empty.${mayCreate ? 'text' : 'noCreate'}`,
        )}
      >
        {mayCreate && (
          <ButtonLink href={createPath} variant="primary">
            {t('fleet.create')}
          </ButtonLink>
        )}
      </Message>
    );
  }
  if (props.isMoving) {
    return <FleetSkeleton />;
  }
  if (data.items.length === 0) {
    return (
      <Message
        title={t('fleet.nothing.title')}
        text={t('fleet.nothing.text', { total: String(data.visibleCount) })}
      >
        <Button
          variant="secondary"
          onPress={() =>
            onChange({
              search: undefined,
              health: undefined,
              owner: undefined,
              kubernetesCluster: undefined,
              version: undefined,
              operator: undefined,
              unowned: undefined,
            })
          }
        >
          {t('fleet.clear')}
        </Button>
      </Message>
    );
  }
  return (
    <div aria-busy={fleet.isPlaceholderData}>
      <FleetTable
        items={data.items}
        query={query}
        onSort={(sort, order) => onChange({ sort, order })}
        now={now}
      />
      <FleetPages
        total={data.totalCount}
        offset={query.offset ?? 0}
        onChange={offset => onChange({ offset })}
      />
    </div>
  );
}

function FleetProblem(props: { error: Error; onRetry: () => unknown }) {
  const { t } = useWords();
  if (errorName(props.error) === 'NotAllowedError') {
    return (
      <Message
        title={t('fleet.forbidden.title')}
        text={t('fleet.forbidden.text')}
      />
    );
  }
  return (
    <Message
      alert
      title={t('fleet.problem.title')}
      text={t('fleet.problem.text', {
        message: plainText(props.error.message, 300),
      })}
    >
      <Button variant="secondary" onPress={() => props.onRetry()}>
        {t('common.retry')}
      </Button>
    </Message>
  );
}

function FleetSkeleton() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t('common.loading')} className={page.card}>
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} height={44} style={{ marginBottom: 12 }} />
      ))}
    </div>
  );
}
