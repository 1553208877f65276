import {
  healthStates,
  type FleetQuery,
  type FleetResponse,
  type HealthState,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { useWords } from '../../translations/useWords';
import page from '../../components/Page.module.css';
import { Pill } from '../../components/Pill';
import { healthDisplay } from '../../view/statusDisplay';
import styles from './FleetPage.module.css';

/** How many clusters are in which state; each is a filter. */
export function FleetChips(props: {
  facets: FleetResponse['facets'];
  query: FleetQuery;
  onChange: (changes: Partial<FleetQuery>) => void;
}) {
  const { t } = useWords();
  const { facets, query, onChange } = props;
  const counts = new Map(facets.health.map(f => [f.value, f.count]));
  const shown = healthStates.filter(
    state => counts.get(state) || query.health?.includes(state),
  );
  const toggle = (state: HealthState) => {
    const chosen = query.health ?? [];
    const health = chosen.includes(state)
      ? chosen.filter(other => other !== state)
      : [...chosen, state];
    onChange({ health: health.length ? health : undefined });
  };
  return (
    <div className={page.row} role="group" aria-label={t('fleet.chips')}>
      {shown.map(state => (
        <button
          key={state}
          type="button"
          className={styles.chip}
          aria-pressed={query.health?.includes(state) ?? false}
          onClick={() => toggle(state)}
        >
          <Pill
            tone={healthDisplay[state].tone}
            glyph={healthDisplay[state].glyph}
          >
            {counts.get(state) ?? 0} {t(`health.${state}`)}
          </Pill>
        </button>
      ))}
      {(facets.unowned > 0 || query.unowned) && (
        <button
          type="button"
          className={styles.chip}
          aria-pressed={query.unowned ?? false}
          onClick={() =>
            onChange({ unowned: query.unowned ? undefined : true })
          }
        >
          <Pill tone="neutral">
            {t('fleet.chip.unowned', { count: facets.unowned })}
          </Pill>
        </button>
      )}
    </div>
  );
}
