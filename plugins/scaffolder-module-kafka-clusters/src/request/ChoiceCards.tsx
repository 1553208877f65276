import { Radio, RadioGroup } from '@backstage/ui';
import styles from './ChoiceCards.module.css';

/** One of a few, each explained on a card; arrow keys move between them. */
export function ChoiceCards<T extends string>(props: {
  label: string;
  value: T;
  options: readonly { value: T; title: string; text: string }[];
  onChange(value: T): void;
}) {
  const { label, value, options, onChange } = props;
  return (
    <RadioGroup
      label={label}
      value={value}
      onChange={next => onChange(next as T)}
    >
      <div className={styles.cards}>
        {options.map(option => (
          <Radio
            key={option.value}
            value={option.value}
            className={styles.card}
          >
            <span className={styles.words}>
              <span className={styles.title}>{option.title}</span>
              <span className={styles.text}>{option.text}</span>
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
