import type {
  Finding,
  FindingId,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { findingMessages } from '../translations/en/findings';
import { plainText } from './text';
import {
  isKnown,
  optionalParts,
  showParams,
  type Translate,
  type Untyped,
} from './words';

/** A finding in words. */
export interface FindingWords {
  /** What was found. */
  readonly title: string;
  /** Why it matters, and where it is. */
  readonly detail: string;
  /** What to do; '' for a finding of a later version. */
  readonly next: string;
}

/** Says a finding in the reader's language. */
export function describeFinding(
  t: Translate,
  { id, params }: Finding,
  language: string,
): FindingWords {
  if (!isKnown(findingMessages, id)) {
    return { title: plainText(id), detail: '', next: '' };
  }
  const shown = showParams(params, language);
  const say = (key: string) => (t as Untyped)(`finding.${id}.${key}`, shown);
  return {
    title: say('title'),
    detail: ['detail', ...optionalParts(findingMessages[id], shown)]
      .map(say)
      .join(' '),
    next: say('next'),
  };
}

/** The kind of a finding, for filters. */
export function findingName(t: Translate, id: string): string {
  return isKnown(findingMessages, id)
    ? t(`finding.${id as FindingId}.name`)
    : plainText(id, 80);
}
