import {
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import {
  formatBytes,
  formatCores,
  useWords,
} from '@kafka-clusters/plugin-kafka-clusters';
import type { FootprintKind } from '@kafka-clusters/plugin-kafka-clusters-common';
import { useMemo } from 'react';
import { kafkaClusterRequestTranslationRef } from '../translations';

/** Words of the form and of the plan, in one language. */
export interface FormWords {
  readonly t: TranslationFunction<
    (typeof kafkaClusterRequestTranslationRef)['T']
  >;
  readonly planWords: ReturnType<typeof useWords>['t'];
  readonly language: string;
  readonly formatAmount: (kind: FootprintKind, amount: number) => string;
}

/** The words of the form, and amounts in the reader's language. */
export function useFormWords(): FormWords {
  const { t } = useTranslationRef(kafkaClusterRequestTranslationRef);
  const { t: planWords, language } = useWords();
  return useMemo(
    () => ({
      t,
      planWords,
      language,
      formatAmount: (kind: FootprintKind, amount: number) =>
        formatAmount(kind, amount, language),
    }),
    [t, planWords, language],
  );
}

function formatAmount(
  kind: FootprintKind,
  amount: number,
  language: string,
): string {
  switch (kind) {
    case 'cpu':
      return formatCores(amount, language);
    case 'memory':
    case 'storage':
      return formatBytes(amount, language);
    default:
      return new Intl.NumberFormat(language).format(amount);
  }
}

/** A team as people call it: without kind and, where it is the default one, namespace. */
export function formatTeam(ref: string): string {
  return ref.replace(/^group:(default\/)?/, '');
}
