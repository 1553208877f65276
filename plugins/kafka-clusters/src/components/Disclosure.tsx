import { useId, type ReactNode } from 'react';
import styles from './Disclosure.module.css';

/** One line that unfolds what it counts. */
export function Disclosure(props: {
  title: string;
  isOpen: boolean;
  onChange: (isOpen: boolean) => void;
  children: ReactNode;
}) {
  const { title, isOpen, onChange, children } = props;
  const id = useId();
  return (
    <section className={styles.disclosure} aria-label={title}>
      <h2 className={styles.head}>
        <button
          type="button"
          className={styles.button}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => onChange(!isOpen)}
        >
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {title}
        </button>
      </h2>
      {isOpen && (
        <div id={id} className={styles.body}>
          {children}
        </div>
      )}
    </section>
  );
}
