import { NumberField, Select, TextField } from '@backstage/ui';
import {
  MAX_CLUSTER_NAME_LENGTH,
  brokerSizeNames,
  brokerSizes,
  useCases,
  type Target,
  type UseCase,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { ChoiceCards } from './ChoiceCards';
import { isAt, isName, type Draft } from './draft';
import styles from './KafkaClusterRequest.module.css';
import { TargetFields } from './TargetFields';
import { useFormWords } from './useFormWords';

const GiB = 1024 ** 3;

const useCaseKeys = {
  queue: 'queue',
  metrics: 'metrics',
  'activity-tracking': 'activityTracking',
  'stream-processing': 'streamProcessing',
  'log-aggregation': 'logAggregation',
  'durable-log': 'durableLog',
} as const satisfies Record<UseCase, string>;

/** What a person decides about a cluster. */
export function RequestForm(props: {
  draft: Draft;
  targets: readonly Target[];
  onChange(change: Partial<Draft>): void;
}) {
  const { draft, targets, onChange } = props;
  const { t, formatAmount } = useFormWords();
  const nameIsWrong = !isName(draft.name);
  const max = String(MAX_CLUSTER_NAME_LENGTH);
  return (
    <div className={styles.form}>
      <ChoiceCards
        label={t('form.useCase')}
        value={draft.useCase}
        options={useCases.map(useCase => ({
          value: useCase,
          title: t(`useCase.${useCaseKeys[useCase]}`),
          text: t(`useCase.${useCaseKeys[useCase]}Text`),
        }))}
        onChange={useCase => onChange({ useCase })}
      />
      <TargetFields draft={draft} targets={targets} onChange={onChange} />
      <TextField
        label={t('form.name')}
        size="medium"
        description={
          nameIsWrong
            ? t('form.nameWrong', { max })
            : t('form.nameHelp', { max })
        }
        value={draft.name}
        maxLength={MAX_CLUSTER_NAME_LENGTH}
        isRequired
        secondaryLabel={t('form.required')}
        isInvalid={nameIsWrong}
        // The form around it says what is wrong in words of its own.
        validationBehavior="aria"
        autoComplete="off"
        onChange={name => onChange({ name })}
      />
      <ChoiceCards
        label={t('form.size')}
        value={draft.size}
        options={brokerSizeNames.map(size => ({
          value: size,
          title: t(`size.${size}`),
          text: t('form.sizeText', {
            cores: formatAmount('cpu', brokerSizes[size].cpuMillicores),
            memory: formatAmount('memory', brokerSizes[size].memoryBytes),
            storage: formatAmount('storage', brokerSizes[size].storageBytes),
          }),
        }))}
        onChange={size => onChange({ size, storageBytesPerBroker: undefined })}
      />
      <div className={styles.row}>
        <NumberField
          label={t('form.brokers')}
          value={draft.brokers}
          size="medium"
          minValue={3}
          maxValue={30}
          validationBehavior="aria"
          onChange={brokers =>
            Number.isFinite(brokers) && onChange({ brokers })
          }
        />
        <NumberField
          label={t('form.storage')}
          value={
            (draft.storageBytesPerBroker ??
              brokerSizes[draft.size].storageBytes) / GiB
          }
          size="medium"
          minValue={1}
          maxValue={16 * 1024}
          formatOptions={{ maximumFractionDigits: 0 }}
          validationBehavior="aria"
          onChange={gibibytes =>
            Number.isFinite(gibibytes) &&
            onChange({ storageBytesPerBroker: toStorage(gibibytes, draft) })
          }
        />
      </div>
      <StorageClassField
        draft={draft}
        target={targets.find(each => isAt(each, draft.target))}
        onChange={onChange}
      />
      <ChoiceCards
        label={t('form.availability')}
        value={draft.availability}
        options={[
          {
            value: 'zones',
            title: t('availability.zones'),
            text: t('availability.zonesText'),
          },
          {
            value: 'single-zone',
            title: t('availability.singleZone'),
            text: t('availability.singleZoneText'),
          },
        ]}
        onChange={availability => onChange({ availability })}
      />
    </div>
  );
}

function StorageClassField(props: {
  draft: Draft;
  target: Target | undefined;
  onChange(change: Partial<Draft>): void;
}) {
  const { draft, target, onChange } = props;
  const { t } = useFormWords();
  return (
    <Select
      label={t('form.storageClass')}
      size="medium"
      placeholder={t('form.storageClassChoose')}
      selectedKey={draft.storageClass || null}
      options={(target?.storageClasses ?? []).map(each => ({
        value: each.name,
        label: `${each.name} (${[
          each.isDefault ? t('form.isDefault') : undefined,
          each.canGrow ? t('form.canGrow') : t('form.cannotGrow'),
          each.zonal ? t('form.zonal') : undefined,
        ]
          .filter(Boolean)
          .join(', ')})`,
      }))}
      onSelectionChange={key => key && onChange({ storageClass: String(key) })}
    />
  );
}

/** Absent where it is what the size brings anyway. */
function toStorage(gibibytes: number, draft: Draft): number | undefined {
  const bytes = Math.round(gibibytes) * GiB;
  return bytes === brokerSizes[draft.size].storageBytes ? undefined : bytes;
}
