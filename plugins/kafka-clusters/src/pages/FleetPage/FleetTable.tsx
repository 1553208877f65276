import type {
  ClusterSummary,
  FleetQuery,
  FleetSortField,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../../translations/useWords';
import page from '../../components/Page.module.css';
import { FleetRow } from './FleetRow';
import styles from './FleetPage.module.css';

const columns: readonly {
  readonly id:
    | 'cluster'
    | 'health'
    | 'owner'
    | 'operator'
    | 'brokers'
    | 'storage'
    | 'version'
    | 'age'
    | 'asOf';
  readonly sort?: FleetSortField;
}[] = [
  { id: 'cluster', sort: 'name' },
  { id: 'health', sort: 'health' },
  { id: 'owner', sort: 'owner' },
  { id: 'brokers', sort: 'brokers' },
  { id: 'storage', sort: 'storage' },
  { id: 'version', sort: 'version' },
  { id: 'operator' },
  { id: 'age', sort: 'age' },
  { id: 'asOf' },
];

/** One page of clusters. */
export function FleetTable(props: {
  items: readonly ClusterSummary[];
  query: FleetQuery;
  onSort: (sort: FleetSortField, order: 'asc' | 'desc') => void;
  now: number;
}) {
  const { t } = useWords();
  const { sort = 'health', order = 'asc' } = props.query;
  return (
    <div className={`${page.card} ${page.tableScroll}`}>
      <table
        className={`${page.table} ${styles.table}`}
        aria-label={t('fleet.list')}
      >
        <thead>
          <tr>
            {columns.map(column => (
              <HeadCell
                key={column.id}
                title={t(`fleet.column.${column.id}`)}
                order={column.sort === sort ? order : undefined}
                onSort={
                  column.sort &&
                  (next => props.onSort(column.sort as FleetSortField, next))
                }
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.items.map(item => (
            <FleetRow key={item.uid} cluster={item} now={props.now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeadCell(props: {
  title: string;
  order: 'asc' | 'desc' | undefined;
  onSort: ((order: 'asc' | 'desc') => void) | undefined;
}) {
  const { title, order, onSort } = props;
  if (!onSort) {
    return <th scope="col">{title}</th>;
  }
  const words = { asc: 'ascending', desc: 'descending' } as const;
  const arrows = { asc: ' ↑', desc: ' ↓' } as const;
  return (
    <th scope="col" aria-sort={order && words[order]}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort(order === 'asc' ? 'desc' : 'asc')}
      >
        {title}
        {order && <span aria-hidden="true">{arrows[order]}</span>}
      </button>
    </th>
  );
}
