import { useMemo } from 'react';
import {
  appLanguageApiRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useApiHolder } from '@backstage/core-plugin-api';
import { kafkaClustersTranslationRef } from './ref';
import type { Translate } from '../view/words';

/**
 * The words of the plugin and the language that they, numbers and dates are in.
 *
 * @public
 */
export function useWords(): {
  readonly t: Translate;
  readonly language: string;
} {
  const { t } = useTranslationRef(kafkaClustersTranslationRef);
  const language =
    useApiHolder().get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  return useMemo(() => ({ t, language }), [t, language]);
}
