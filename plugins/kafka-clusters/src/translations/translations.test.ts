import { createWords } from '../__testUtils__/words';
import { blockMessages, nextStepMessages } from './en/advice';
import { findingMessages, findingsScreenMessages } from './en/findings';
import { ownershipMessages } from './en/ownership';
import { planFindingMessages } from './en/plan';
import { reasonMessages } from './en/reasons';
import { rightsMessages } from './en/rights';
import { screenMessages } from './en/screens';
import {
  healthMessages,
  nodeStateMessages,
  problemMessages,
  requestStateMessages,
  roleMessages,
  useCaseMessages,
} from './en/states';
import chineseWords from './zh';

interface Words {
  readonly [key: string]: string | Words;
}

function flatten(words: Words, prefix = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[prefix + key, value]]
      : flatten(value, `${prefix}${key}.`),
  );
}

const english = Object.fromEntries(
  flatten({
    ...screenMessages,
    ...rightsMessages,
    ...findingsScreenMessages,
    ...ownershipMessages,
    health: healthMessages,
    nodeState: nodeStateMessages,
    role: roleMessages,
    useCase: useCaseMessages,
    requestState: requestStateMessages,
    problem: problemMessages,
    reason: reasonMessages,
    block: blockMessages,
    nextStep: nextStepMessages,
    finding: findingMessages,
    planFinding: planFindingMessages,
  }),
);
const chinese: Record<string, string> = chineseWords;
const keys = Object.keys(english);

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{([^}]*)\}\}/g)].map(([, name]) => name).sort();

describe('English and Chinese', () => {
  it('say the same things', () => {
    expect(Object.keys(chinese).sort()).toEqual([...keys].sort());
  });

  it('name the same, of which one language may name a thing twice', () => {
    const names = (text: string) =>
      [...new Set(placeholders(text))].sort().join(' ');
    expect(
      keys.filter(key => names(chinese[key]) !== names(english[key])),
    ).toEqual([]);
  });

  it('always say something, and hold no brace that is no name', () => {
    const isWrong = (text: string) =>
      text === '' ||
      text.trim() !== text ||
      /[{}]/.test(text.replace(/\{\{\w+\}\}/g, ''));
    expect(
      keys.filter(key => isWrong(english[key]) || isWrong(chinese[key])),
    ).toEqual([]);
  });

  it('are two languages, names of things aside', () => {
    const cjk = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/;
    expect(keys.filter(key => cjk.test(english[key]))).toEqual([]);
    const same = keys.filter(key => chinese[key] === english[key]);
    // What is not the same is Chinese, or only names and marks beside parameters.
    const rest = (key: string) => chinese[key].replace(/\{\{\w+\}\}/g, '');
    expect(
      keys.filter(
        key =>
          !cjk.test(chinese[key]) &&
          !same.includes(key) &&
          /[a-z]/i.test(rest(key).replace(/ZooKeeper|Broker|TLS/g, '')),
      ),
    ).toEqual([]);
    // Most are no names.
    expect(same.length).toBeLessThan(keys.length / 10);
  });
});

describe('words of a number', () => {
  const plurals = keys.flatMap(key => key.match(/^(.*)_other$/)?.[1] ?? []);

  it('are there', () => {
    expect(plurals).toContain('fleet.summary');
  });

  it.each(plurals)('have a form for one and for others: %s', key => {
    expect(english[`${key}_one`]).toBeDefined();
    expect(chinese[`${key}_one`]).toBeDefined();
    for (const language of ['en', 'zh'] as const) {
      const say = createWords(language) as unknown as (
        wanted: string,
        params: object,
      ) => string;
      for (const count of [0, 1, 2, 21]) {
        expect(say(key, { count, places: 'somewhere' })).toContain(
          String(count),
        );
      }
    }
  });

  it.each(keys.filter(key => key.endsWith('_one')))(
    'have another form beside %s',
    key => {
      expect(english[key.replace(/_one$/, '_other')]).toBeDefined();
    },
  );

  it.each([
    [1, '1 cluster you may see'],
    [2, '2 clusters you may see'],
    [0, '0 clusters you may see'],
  ])('agree with it: %d', (count, words) => {
    expect(
      createWords('en')('fleet.summary', { count, places: 'somewhere' }),
    ).toMatch(words);
  });
});
