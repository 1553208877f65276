import { useEffect, useState } from 'react';
import type {
  FacetValue,
  FleetQuery,
  FleetResponse,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { Button, SearchField, Select } from '@backstage/ui';
import { useWords } from '../../translations/useWords';
import { findingName } from '../../view/findings';
import { isFiltered } from '../../view/fleetQuery';
import { plainText } from '../../view/text';
import styles from './FleetPage.module.css';

const facets = [
  'owner',
  'kubernetesCluster',
  'version',
  'operator',
  'finding',
] as const;
const any = '';

/** Search and one choice for each facet; both go into the address. */
export function FleetFilters(props: {
  facets: FleetResponse['facets'];
  query: FleetQuery;
  onChange: (
    changes: Partial<FleetQuery>,
    options?: { replace?: boolean },
  ) => void;
}) {
  const { t } = useWords();
  const { query, onChange } = props;
  return (
    <div
      className={styles.filters}
      role="search"
      aria-label={t('fleet.filters')}
    >
      <FleetSearch
        value={query.search ?? ''}
        onChange={search =>
          onChange({ search: search || undefined }, { replace: true })
        }
      />
      {facets.map(facet => (
        <FacetSelect
          key={facet}
          label={t(`fleet.filter.${facet}`)}
          values={props.facets[facet]}
          nameOf={value =>
            facet === 'finding' ? findingName(t, value) : facetLabel(value)
          }
          chosen={query[facet]?.[0] ?? any}
          onChoose={value =>
            onChange({ [facet]: value === any ? undefined : [value] })
          }
        />
      ))}
      {isFiltered(query) && (
        <Button
          variant="tertiary"
          onPress={() =>
            onChange({
              search: undefined,
              health: undefined,
              owner: undefined,
              kubernetesCluster: undefined,
              version: undefined,
              operator: undefined,
              finding: undefined,
              unowned: undefined,
            })
          }
        >
          {t('fleet.clear')}
        </Button>
      )}
    </div>
  );
}

function FacetSelect(props: {
  label: string;
  values: readonly FacetValue[];
  nameOf: (value: string) => string;
  chosen: string;
  onChoose: (value: string) => void;
}) {
  const { t } = useWords();
  // A value that the address names stays to be seen, even when no cluster has it.
  const values =
    props.chosen === any || props.values.some(f => f.value === props.chosen)
      ? props.values
      : [...props.values, { value: props.chosen, count: 0 }];
  return (
    <Select
      className={styles.filter}
      size="small"
      label={props.label}
      options={[
        { id: 'any', label: t('fleet.filter.any') },
        ...values.map(facet => ({
          id: `=${facet.value}`,
          label: `${props.nameOf(facet.value)} (${facet.count})`,
        })),
      ].map(({ id, label }) => ({ value: id, label }))}
      selectedKey={props.chosen === any ? 'any' : `=${props.chosen}`}
      onSelectionChange={key =>
        props.onChoose(
          key === 'any' || key === null ? any : String(key).slice(1),
        )
      }
    />
  );
}

/** `group:default/orders` as `orders`. */
function facetLabel(value: string): string {
  return plainText(value.replace(/^group:default\//, ''), 80);
}

/** What is typed shows at once and goes into the address after a moment. */
function FleetSearch(props: {
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useWords();
  const { value, onChange } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(typed), 250);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <SearchField
      className={styles.search}
      size="small"
      aria-label={t('fleet.search')}
      placeholder={t('fleet.search')}
      value={typed}
      onChange={setTyped}
    />
  );
}
