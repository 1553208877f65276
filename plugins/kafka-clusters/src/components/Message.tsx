import type { ReactNode } from 'react';
import styles from './Page.module.css';

/** A screen that has nothing to show and says why. */
export function Message(props: {
  title: string;
  text: ReactNode;
  /** Read aloud at once. */
  alert?: boolean;
  children?: ReactNode;
}) {
  return (
    <section
      className={styles.message}
      role={props.alert ? 'alert' : undefined}
      aria-label={props.title}
    >
      <h2 className={styles.cardTitle}>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
    </section>
  );
}
