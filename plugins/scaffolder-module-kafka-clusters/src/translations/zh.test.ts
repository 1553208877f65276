import { mockApis } from '@backstage/frontend-test-utils';
import { kafkaClusterRequestTranslationRef } from './ref';
import zh from './zh';

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('Chinese words', () => {
  const translation = mockApis
    .translation()
    .getTranslation(kafkaClusterRequestTranslationRef);
  if (!translation.ready) {
    throw new Error('the words are not ready');
  }
  const english = translation.t as (key: string, options?: object) => string;

  it.each(Object.entries(zh))('%s names the same values', (key, words) => {
    const [, base, form] = /^(.*?)(?:_(one|other))?$/.exec(key)!;
    const text = form
      ? english(base, { count: form === 'one' ? 1 : 5 })
      : english(key);
    expect(text).not.toBe(key);
    expect(words).not.toBe('');
    // English says "one thing": with a count its placeholder is filled in or left out.
    expect(form ? ['count'] : placeholders(words)).toEqual(
      form ? placeholders(words) : placeholders(text),
    );
  });
});
