import type {
  HealthReason,
  MessageParams,
  PlanFinding,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import type { kafkaClustersTranslationRef } from '../translations';
import { nextStepMessages } from '../translations/en/advice';
import { planFindingMessages } from '../translations/en/plan';
import { reasonMessages } from '../translations/en/reasons';
import { formatBytes, formatMoment } from './format';
import { plainText } from './text';

/**
 * The words of the plugin in the reader's language.
 *
 * @public
 */
export type Translate = TranslationFunction<
  (typeof kafkaClustersTranslationRef)['T']
>;

type Untyped = (key: string, params?: MessageParams) => string;

/**
 * Parameters as they are shown: texts of strangers made safe, bytes and moments
 * in the reader's way.
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
      return [name, plainText(value, 500)];
    }),
  );
}

/**
 * The messages of a code beside the fixed ones: each is said when the parameter
 * that it is named after is known. The parameter `detail` is said by
 * `detailText`, since `detail` is the name of a sentence.
 */
function optionalParts(
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
  if (!(reason.code in reasonMessages)) {
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
  if (!(reason.code in reasonMessages)) {
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
  return (t as Untyped)(
    `block.${blocks.code}`,
    showParams(blocks.params, language),
  );
}

/** What to do next; says it generally when a name that it would name is not known. */
export function nextStepText(
  t: Translate,
  next: HealthReason['next'],
  language: string,
): string {
  const messages: { readonly text: string; readonly plain?: string } =
    nextStepMessages[next.code] ?? nextStepMessages['report-unknown-state'];
  const isKnown = [...messages.text.matchAll(/\{\{(\w+)\}\}/g)].every(
    ([, name]) => (next.params[name] ?? '') !== '',
  );
  const key = isKnown || !messages.plain ? 'text' : 'plain';
  return (t as Untyped)(
    `nextStep.${
      next.code in nextStepMessages ? next.code : 'report-unknown-state'
    }.${key}`,
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
  const messages: Readonly<Record<string, string>> | undefined =
    planFindingMessages[finding.code];
  if (!messages) {
    return { title: plainText(finding.code), details: [], next: '' };
  }
  const params = showParams(finding.params, language);
  const say = (key: string) =>
    (t as Untyped)(`planFinding.${finding.code}.${key}`, params);
  return {
    title: say('title'),
    details: optionalParts(messages, params).map(say),
    next: say('next'),
  };
}
