import {
  appLanguageApiRef,
  createTranslationRef,
  translationApiRef,
  type TranslationApi,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { kafkaClustersTranslationRef } from '../translations';
import chinese from '../translations/zh';
import type { Translate } from '../view/words';

const languages = {
  en: kafkaClustersTranslationRef,
  // The same words under an id of their own, since the mock speaks only the first language of a ref.
  zh: createTranslationRef({
    id: 'test.kafka-clusters-zh',
    messages: chinese,
  }),
};

/** The words of the plugin in a language, without an app. */
export function createWords(language: 'en' | 'zh'): Translate {
  const ref: unknown = languages[language];
  const snapshot = mockApis
    .translation()
    .getTranslation(ref as typeof kafkaClustersTranslationRef);
  if (!snapshot.ready) {
    throw new Error('The words are not there');
  }
  return snapshot.t;
}

/** APIs of an app whose reader chose Chinese. */
export function createChineseApis() {
  const english = mockApis.translation();
  const chosen = (ref: { id: string }) =>
    (ref.id === kafkaClustersTranslationRef.id
      ? languages.zh
      : ref) as typeof kafkaClustersTranslationRef;
  const translation = {
    getTranslation: (ref: { id: string }) =>
      english.getTranslation(chosen(ref)),
    translation$: (ref: { id: string }) => english.translation$(chosen(ref)),
  } as unknown as TranslationApi;
  const language = { language: 'zh' };
  return [
    [translationApiRef, translation],
    [
      appLanguageApiRef,
      {
        getAvailableLanguages: () => ({ languages: ['en', 'zh'] }),
        setLanguage: () => {},
        getLanguage: () => language,
        language$: () => ({
          subscribe: () => ({ unsubscribe: () => {}, closed: false }),
          [Symbol.observable]() {
            return this;
          },
        }),
      },
    ],
  ] as const;
}
