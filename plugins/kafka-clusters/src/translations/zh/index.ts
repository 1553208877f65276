import { blockWords, nextStepWords } from './advice';
import { findingsScreenWords, findingWords } from './findings';
import { ownershipWords } from './ownership';
import { planFindingWords } from './plan';
import { reasonWords } from './reasons';
import { rightsWords } from './rights';
import { screenWords } from './screens';
import {
  healthWords,
  nodeStateWords,
  problemWords,
  requestStateWords,
  roleWords,
  useCaseWords,
} from './states';

interface Words {
  readonly [key: string]: string | Words;
}

type FlatKey<T> = {
  [Key in keyof T & string]: T[Key] extends string
    ? Key
    : `${Key}.${FlatKey<T[Key]>}`;
}[keyof T & string];

function toPairs(words: Words, prefix: string): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value]]
      : toPairs(value, `${prefix}${key}.`),
  );
}

/** Backstage takes the words of a further language under flat keys. */
function flatten<T extends Words>(words: T): Record<FlatKey<T>, string> {
  return Object.fromEntries(toPairs(words, '')) as Record<FlatKey<T>, string>;
}

/** Simplified Chinese. */
export default flatten({
  ...screenWords,
  ...rightsWords,
  ...findingsScreenWords,
  ...ownershipWords,
  health: healthWords,
  nodeState: nodeStateWords,
  role: roleWords,
  useCase: useCaseWords,
  requestState: requestStateWords,
  problem: problemWords,
  reason: reasonWords,
  block: blockWords,
  nextStep: nextStepWords,
  finding: findingWords,
  planFinding: planFindingWords,
});
