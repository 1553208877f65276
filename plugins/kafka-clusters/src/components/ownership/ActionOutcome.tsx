import { useEffect, useRef } from 'react';
import page from '../Page.module.css';
import styles from './Ownership.module.css';

/**
 * What became of the last action. An answer takes its buttons from the screen,
 * so the focus comes here: by keyboard one goes on from where one was.
 */
export function ActionOutcome(props: {
  done: string | undefined;
  problem: string | undefined;
}) {
  const { done, problem } = props;
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (done) {
      line.current?.focus();
    }
  }, [done]);
  return (
    <>
      <p ref={line} role="status" tabIndex={-1} className={page.quiet}>
        {problem ? undefined : done}
      </p>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </>
  );
}
