import type { ReactNode } from 'react';
import type { Tone } from '../view/statusDisplay';
import styles from './Pill.module.css';

/** A state: glyph, word and colour together. */
export function Pill(props: {
  tone: Tone;
  glyph?: string;
  large?: boolean;
  children: ReactNode;
}) {
  const classes = [styles.pill, styles[props.tone]];
  if (props.large) {
    classes.push(styles.large);
  }
  return (
    <span className={classes.join(' ')}>
      {props.glyph && <span aria-hidden="true">{props.glyph}</span>}
      {props.children}
    </span>
  );
}
