import {
  blockCodes,
  healthReasons,
  nextStepCodes,
  planFindingCodes,
  type BlockParams,
  type HealthReason,
  type HealthReasonCode,
  type MessageParams,
  type NextStepParams,
  type PlanFinding,
  type PlanFindingParams,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  blockParams,
  findingParams,
  nextStepParams,
  reasonParams,
} from '../__testUtils__/messageParams';
import { createWords } from '../__testUtils__/words';
import { nextStepMessages } from '../translations/en/advice';
import { planFindingMessages } from '../translations/en/plan';
import { reasonMessages } from '../translations/en/reasons';
import {
  blockText,
  findingText,
  nextStepText,
  reasonDetail,
  reasonTitle,
  showParams,
} from './words';

const GiB = 1024 ** 3;

/** The same parameters, of which nothing is known. */
const unknown = (params: object): MessageParams =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? 0 : '',
    ]),
  );

function reason(
  code: string,
  params: object,
  changes: Partial<HealthReason> = {},
): HealthReason {
  return {
    code: code as HealthReasonCode,
    severity: 'error',
    params: params as MessageParams,
    about: [],
    blocks: { code: 'unknown', params: {} },
    next: { code: 'nothing-wait', params: {} },
    ...changes,
  };
}

const hostileCodes = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
const codesOf = (codes: readonly string[]) =>
  codes.flatMap(code => [[code, 'en'] as const, [code, 'zh'] as const]);

/** Words that are words: no hole, no key, nothing of the machine. */
const expectWords = (text: string) => {
  expect(text).not.toMatch(
    /\{\{|\}\}|undefined|NaN|\[object|^(reason|block|nextStep|planFinding)\./,
  );
  expect(text).not.toBe('');
};

describe('reasons', () => {
  it.each(codesOf(Object.keys(healthReasons)))(
    'are said with everything that is known: %s, %s',
    (code, language) => {
      const t = createWords(language);
      const params = reasonParams[code as HealthReasonCode];
      const title = reasonTitle(t, reason(code, params), language);
      expectWords(title);
      const detail = reasonDetail(t, reason(code, params), language);
      detail.forEach(expectWords);
      const messages: Record<string, string> =
        reasonMessages[code as HealthReasonCode];
      // Title aside, every sentence of the code is said.
      expect(detail).toHaveLength(Object.keys(messages).length - 1);
      const said = [title, ...detail].join(' ');
      const shown = showParams(params as MessageParams, language);
      const named = Object.values(messages)
        .join(' ')
        .matchAll(/\{\{(\w+)\}\}/g);
      for (const [, name] of named) {
        expect(Object.keys(params)).toContain(name);
        expect(said).toContain(String(shown[name]));
      }
    },
  );

  it.each(codesOf(Object.keys(healthReasons)))(
    'say no half sentence when nothing is known: %s, %s',
    (code, language) => {
      const params = unknown(reasonParams[code as HealthReasonCode]);
      const detail = reasonDetail(
        createWords(language),
        reason(code, params),
        language,
      );
      expect(detail).toHaveLength(1);
      expectWords(detail[0]);
    },
  );

  it.each([...hostileCodes, 'of-a-later-version'])(
    'show a code that is not known as it is: %s',
    code => {
      const t = createWords('en');
      expect(reasonTitle(t, reason(code, {}), 'en')).toBe(code);
      expect(reasonDetail(t, reason(code, {}), 'en')).toEqual([]);
    },
  );
});

describe('what a reason blocks', () => {
  it.each(codesOf(blockCodes))('is said: %s, %s', (code, language) => {
    const params = blockParams[code as keyof BlockParams] as MessageParams;
    const text = blockText(
      createWords(language),
      { code: code as keyof BlockParams, params },
      language,
    );
    expectWords(text);
    Object.values(params).forEach(value =>
      expect(text).toContain(String(value)),
    );
  });

  it.each([...hostileCodes, 'of-a-later-version'])(
    'is not known for a code that is not: %s',
    code => {
      const blocks = { code: code as keyof BlockParams, params: {} };
      expect(blockText(createWords('en'), blocks, 'en')).toBe('not known');
    },
  );
});

describe('next steps', () => {
  it.each(codesOf(nextStepCodes))('are said: %s, %s', (code, language) => {
    const t = createWords(language);
    const params = nextStepParams[
      code as keyof NextStepParams
    ] as MessageParams;
    const next = { code: code as keyof NextStepParams, params };
    const text = nextStepText(t, next, language);
    expectWords(text);
    const messages: { text: string; plain?: string } =
      nextStepMessages[next.code];
    const shown = showParams(params, language);
    const named = [...messages.text.matchAll(/\{\{(\w+)\}\}/g)];
    for (const [, name] of named) {
      expect(text).toContain(String(shown[name]));
    }
    const plain = nextStepText(
      t,
      { ...next, params: named.length ? {} : params },
      language,
    );
    expectWords(plain);
    expect(plain === text).toBe(named.length === 0);
  });

  it.each([...hostileCodes, 'of-a-later-version'])(
    'are general for a code that is not known: %s',
    code => {
      const next = { code: code as keyof NextStepParams, params: {} };
      expect(nextStepText(createWords('en'), next, 'en')).toBe(
        'look at the operator',
      );
    },
  );
});

describe('findings of a plan', () => {
  it.each(codesOf(planFindingCodes))('are said: %s, %s', (code, language) => {
    const params = findingParams[
      code as keyof PlanFindingParams
    ] as MessageParams;
    const finding = { code: code as PlanFinding['code'], params };
    const { title, details, next } = findingText(
      createWords(language),
      finding,
      language,
    );
    [title, next, ...details].forEach(expectWords);
    const messages: Record<string, string> = planFindingMessages[finding.code];
    // Title and next step aside, every sentence of the code is said.
    expect(details).toHaveLength(Object.keys(messages).length - 2);
    for (const [, name] of Object.values(messages)
      .join(' ')
      .matchAll(/\{\{(\w+)\}\}/g)) {
      expect(details.join(' ')).toContain(String(params[name]));
    }
  });

  it('say what Kubernetes said, when it said something', () => {
    const say = (message: string) =>
      findingText(
        createWords('en'),
        { code: 'refused-by-kubernetes', params: { kind: 'Pod', message } },
        'en',
      ).details;
    expect(say('too big')).toEqual(['It says: too big']);
    expect(say('')).toEqual([]);
  });

  it.each(hostileCodes)('show a code that is not known as it is: %s', code => {
    expect(
      findingText(
        createWords('en'),
        { code: code as PlanFinding['code'], params: {} },
        'en',
      ),
    ).toEqual({ title: code, details: [], next: '' });
  });
});

describe('showParams', () => {
  it('shows bytes and moments in the way of the reader', () => {
    expect(showParams({ wishedBytes: 1024 * GiB, bytes: 1024 }, 'en')).toEqual({
      wishedBytes: '1 TiB',
      bytes: '1 KiB',
    });
    expect(showParams({ asOf: '' }, 'en')).toEqual({ asOf: '' });
    expect(showParams({ asOf: 'never' }, 'en')).toEqual({ asOf: '–' });
    expect(showParams({ since: '2020-05-06T12:00:00Z' }, 'en').since).toMatch(
      /^May 6, \d\d:00$/,
    );
  });

  it('joins lists as the language does, and leaves texts alone', () => {
    const params = {
      brokers: '1, 2',
      finalizers: 'a, b',
      teams: 'a, b',
      available: 'a, b',
      cause: 'first, second',
      running: 2,
    };
    expect(showParams(params, 'en')).toEqual(params);
    expect(showParams(params, 'zh')).toEqual({
      brokers: '1、2',
      finalizers: 'a、b',
      teams: 'a、b',
      available: 'a、b',
      cause: 'first, second',
      running: 2,
    });
  });

  it('makes texts of strangers safe and short', () => {
    const override = String.fromCharCode(0x202e);
    const { cause: shown } = showParams(
      { cause: `${override}evil ${'x'.repeat(10_000)}` },
      'en',
    );
    expect(shown).toMatch(/^evil x+…$/);
    expect(String(shown)).toHaveLength(501);
  });

  it('says a text that holds braces as it is', () => {
    const t = createWords('en');
    const said = reasonDetail(
      t,
      reason('broker-unschedulable', {
        ...reasonParams['broker-unschedulable'],
        cause: '{{zone}} $t(common.unknown) <b>',
      }),
      'en',
    );
    expect(said.at(-1)).toBe(
      'Kubernetes says: {{zone}} $t(common.unknown) <b>',
    );
  });
});
