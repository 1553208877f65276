import type { ReactNode } from 'react';
import page from './Page.module.css';

/** A table that scrolls within its card where it is wider, by keyboard too. */
export function ScrollingTable(props: {
  name: string;
  columns: readonly string[];
  /** Many columns in half a page. */
  compact?: boolean;
  /** Its rows. */
  children: ReactNode;
}) {
  const { name, columns, compact = false } = props;
  return (
    <div
      className={page.tableScroll}
      role="region"
      aria-label={name}
      tabIndex={0}
    >
      <table
        className={compact ? `${page.table} ${page.compact}` : page.table}
        aria-label={name}
      >
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}
