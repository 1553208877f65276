import { useState } from 'react';
import { Radio, RadioGroup, SearchField, Skeleton } from '@backstage/ui';
import styles from '../../components/ownership/Ownership.module.css';
import page from '../../components/Page.module.css';
import { useTeams, type Team } from '../../hooks/useTeams';
import { useWords } from '../../translations/useWords';
import { shortRef } from '../../view/shortRef';
import { plainText } from '../../view/text';

/** One team of the catalog. What was chosen stays while another is looked for. */
export function TeamPicker(props: {
  value: Team | undefined;
  /** Entity ref of a team that is not offered. */
  except?: string;
  onChange: (team: Team) => void;
}) {
  const { t } = useWords();
  const { value, onChange } = props;
  const [search, setSearch] = useState('');
  const { data, error } = useTeams(search, props.except);
  const found = data?.teams ?? [];
  const teams =
    value && !found.some(({ entityRef }) => entityRef === value.entityRef)
      ? [value, ...found]
      : found;
  return (
    <>
      <SearchField
        size="small"
        aria-label={t('teamDialog.search')}
        placeholder={t('teamDialog.search')}
        value={search}
        onChange={setSearch}
      />
      {teams.length > 0 && (
        <RadioGroup
          label={t('teamDialog.team')}
          value={value?.entityRef ?? null}
          onChange={chosen => {
            const team = teams.find(({ entityRef }) => entityRef === chosen);
            if (team) {
              onChange(team);
            }
          }}
        >
          {teams.map(({ entityRef, title }) => (
            <Radio key={entityRef} value={entityRef}>
              <span>
                {title}{' '}
                <span className={page.quiet}>{shortRef(entityRef)}</span>
              </span>
            </Radio>
          ))}
        </RadioGroup>
      )}
      {!data && !error && (
        <div role="status" aria-label={t('common.loading')}>
          <Skeleton height={80} />
        </div>
      )}
      {data && found.length === 0 && (
        <p className={page.quiet}>{t('teamDialog.none')}</p>
      )}
      {data?.hasMore && <p className={page.quiet}>{t('teamDialog.more')}</p>}
      {error && (
        <p role="alert" className={styles.problem}>
          {t('teamDialog.problem', { message: plainText(error.message, 300) })}
        </p>
      )}
    </>
  );
}
