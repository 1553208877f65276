import type {
  HealthReason,
  MessageParams,
  PlanFinding,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import type { kafkaClustersTranslationRef } from '../translations';
import { blockMessages, nextStepMessages } from '../translations/en/advice';
import { planFindingMessages } from '../translations/en/plan';
import { reasonMessages } from '../translations/en/reasons';
import { formatBytes, formatMoment, joinList } from './format';
import { plainText } from './text';

/**
 * The words of the plugin in the reader's language.
 *
 * @public
 */
export type Translate = TranslationFunction<
  (typeof kafkaClustersTranslationRef)['T']
>;

/** The same without the types of keys, for keys that are put together. */
export type Untyped = (key: string, params?: MessageParams) => string;

/** Parameters that hold several names, separated by `, `. */
const lists = [
  'brokers',
  'finalizers',
  'teams',
  'available',
  'fields',
  'listeners',
  'images',
  'settings',
];

/**
 * Whether there are words of the code. A code of a later version, or one that
 * every object answers to (`constructor`), has none.
 */
export function isKnown<T extends object>(
  messages: T,
  code: PropertyKey,
): code is keyof T {
  return Object.hasOwn(messages, code);
}

/**
 * Parameters as they are shown: texts of strangers made safe, bytes, moments
 * and lists in the reader's way.
 */
export function showParams(
  params: MessageParams,
  language: string,
): MessageParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value === 'number') {
        return [
          name,
          /bytes$/i.test(name) ? formatBytes(value, language) : value,
        ];
      }
      if (/^(asOf|since)$/.test(name) && value) {
        return [name, formatMoment(value, language)];
      }
      const text = lists.includes(name)
        ? joinList(value.split(', '), language)
        : value;
      return [name, plainText(text, 500)];
    }),
  );
}

/**
 * The messages of a code beside the fixed ones: each is said when the parameter
 * that it is named after is known. The parameter `detail` is said by
 * `detailText`, since `detail` is the name of a sentence.
 */
export function optionalParts(
  messages: Readonly<Record<string, string>>,
  params: MessageParams,
): string[] {
  return Object.keys(messages).filter(key => {
    if (key === 'title' || key === 'detail' || key === 'next') {
      return false;
    }
    const value = params[key === 'detailText' ? 'detail' : key];
    return value !== undefined && value !== '' && value !== 0;
  });
}

/** A reason in one short sentence, for lists. */
export function reasonTitle(
  t: Translate,
  reason: HealthReason,
  language: string,
): string {
  if (!isKnown(reasonMessages, reason.code)) {
    return plainText(reason.code);
  }
  return (t as Untyped)(
    `reason.${reason.code}.title`,
    showParams(reason.params, language),
  );
}

/** The sentences that explain a reason. */
export function reasonDetail(
  t: Translate,
  reason: HealthReason,
  language: string,
): string[] {
  if (!isKnown(reasonMessages, reason.code)) {
    return [];
  }
  const params = showParams(reason.params, language);
  return ['detail', ...optionalParts(reasonMessages[reason.code], params)].map(
    key => (t as Untyped)(`reason.${reason.code}.${key}`, params),
  );
}

/** What a reason blocks, without the word before it. */
export function blockText(
  t: Translate,
  blocks: HealthReason['blocks'],
  language: string,
): string {
  const code = isKnown(blockMessages, blocks.code) ? blocks.code : 'unknown';
  return (t as Untyped)(`block.${code}`, showParams(blocks.params, language));
}

/** What to do next; says it generally when a name that it would name is not known. */
export function nextStepText(
  t: Translate,
  next: HealthReason['next'],
  language: string,
): string {
  const code = isKnown(nextStepMessages, next.code)
    ? next.code
    : 'report-unknown-state';
  const messages: { readonly text: string; readonly plain?: string } =
    nextStepMessages[code];
  const canName = [...messages.text.matchAll(/\{\{(\w+)\}\}/g)].every(
    ([, name]) => (next.params[name] ?? '') !== '',
  );
  const key = canName || !messages.plain ? 'text' : 'plain';
  return (t as Untyped)(
    `nextStep.${code}.${key}`,
    showParams(next.params, language),
  );
}

/**
 * A finding of a plan in words.
 *
 * @returns what is the matter, what is known about it, and what to change
 * @public
 */
export function findingText(
  t: Translate,
  finding: Pick<PlanFinding, 'code' | 'params'>,
  language: string,
): { title: string; details: string[]; next: string } {
  if (!isKnown(planFindingMessages, finding.code)) {
    return { title: plainText(finding.code), details: [], next: '' };
  }
  const messages = planFindingMessages[finding.code];
  const params = showParams(finding.params, language);
  const say = (key: string) =>
    (t as Untyped)(`planFinding.${finding.code}.${key}`, params);
  return {
    title: say('title'),
    details: optionalParts(messages, params).map(say),
    next: say('next'),
  };
}
