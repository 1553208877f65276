import { Select, Text } from '@backstage/ui';
import type { Target } from '@kafka-clusters/plugin-kafka-clusters-common';
import { isAt, type Draft } from './draft';
import styles from './KafkaClusterRequest.module.css';
import { formatTeam, useFormWords } from './useFormWords';

/** Where the cluster will be, and whose it will be. Offers only what the person may use. */
export function TargetFields(props: {
  draft: Draft;
  targets: readonly Target[];
  onChange(change: Partial<Draft>): void;
}) {
  const { draft, targets, onChange } = props;
  const { t } = useFormWords();
  const { kubernetesCluster, namespace } = draft.target;
  const teams = targets.find(each => isAt(each, draft.target))?.teams ?? [];
  const clusters = new Map(
    targets.map(each => [each.kubernetesCluster, each.kubernetesClusterTitle]),
  );
  return (
    <div className={styles.row}>
      <Select
        label={t('form.kubernetesCluster')}
        size="medium"
        selectedKey={kubernetesCluster}
        options={[...clusters].map(([value, label]) => ({ value, label }))}
        onSelectionChange={key =>
          key &&
          onChange({ target: { kubernetesCluster: String(key), namespace } })
        }
      />
      <Select
        label={t('form.namespace')}
        size="medium"
        selectedKey={namespace}
        options={targets
          .filter(each => each.kubernetesCluster === kubernetesCluster)
          .map(each => ({ value: each.namespace, label: each.namespace }))}
        onSelectionChange={key =>
          key &&
          onChange({ target: { kubernetesCluster, namespace: String(key) } })
        }
      />
      {teams.length > 1 ? (
        <Select
          label={t('form.owner')}
          size="medium"
          placeholder={t('form.ownerChoose')}
          isRequired
          secondaryLabel={t('form.required')}
          selectedKey={draft.owner ?? null}
          options={teams.map(team => ({
            value: team,
            label: formatTeam(team),
          }))}
          onSelectionChange={key => key && onChange({ owner: String(key) })}
        />
      ) : (
        teams.map(team => (
          <Text
            key={team}
            as="p"
            variant="body-small"
            color="secondary"
            className={styles.ownerNote}
          >
            {t('form.ownerIs', { team: formatTeam(team) })}
          </Text>
        ))
      )}
    </div>
  );
}
