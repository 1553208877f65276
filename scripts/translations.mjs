/**
 * Holds every language to the words of `translations/ref.ts`. The compiler finds a missing message but neither a surplus one nor a
 * parameter that one language forgot.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { forHumans, inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';

/** Messages are plain objects, so their modules need only the one function that wraps them. */
const stubbedPackage = { createTranslationRef: options => options };

function createLoader(ts) {
  const loaded = new Map();
  return function load(file) {
    if (!loaded.has(file)) {
      const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
        compilerOptions: {
          module: ts.ModuleKind.CommonJS,
          target: ts.ScriptTarget.ES2022,
          esModuleInterop: true,
        },
      });
      const module = { exports: {} };
      loaded.set(file, module);
      const requireFrom = specifier => {
        if (!specifier.startsWith('.')) {
          return stubbedPackage;
        }
        const base = resolve(dirname(file), specifier);
        const found = [`${base}.ts`, `${base}/index.ts`].find(existsSync);
        if (!found) {
          throw new Problem(
            `${forHumans(file)} imports ${specifier}, which is not there.`,
          );
        }
        return load(found);
      };
      runInNewContext(outputText, {
        module,
        exports: module.exports,
        require: requireFrom,
      });
    }
    return loaded.get(file).exports;
  };
}

function flatten(messages, prefix = '') {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value]]
      : flatten(value, `${prefix}${key}.`),
  );
}

const readParameters = text =>
  [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}|\$t\(([^)]+)\)/g)]
    .map(match => match[1] ?? match[2])
    .sort()
    .join(', ');

/** Chinese has one plural form, so `_one` may say less: its number is known. */
const isPluralOfOne = key => key.endsWith('_one');

function compare(language, wanted, given) {
  const problems = [];
  for (const [key, text] of wanted) {
    const translated = given.get(key);
    if (translated === undefined) {
      problems.push(`${language}: ${key} is missing`);
    } else if (
      !isPluralOfOne(key) &&
      readParameters(translated) !== readParameters(text)
    ) {
      problems.push(
        `${language}: ${key} has the parameters [${readParameters(
          translated,
        )}] instead of [${readParameters(text)}]`,
      );
    }
  }
  for (const key of given.keys()) {
    if (!wanted.has(key)) {
      problems.push(`${language}: ${key} translates nothing`);
    }
  }
  return problems;
}

function findRefs() {
  return ['plugins', 'packages']
    .flatMap(folder =>
      readdirSync(inRoot(folder)).map(name =>
        inRoot(folder, name, 'src/translations/ref.ts'),
      ),
    )
    .filter(existsSync);
}

/** Throws unless every language says everything, with the same parameters, and nothing else. */
export async function checkTranslations() {
  const { default: ts } = await import('typescript');
  const load = createLoader(ts);
  const problems = [];
  let compared = 0;
  for (const file of findRefs()) {
    const refs = Object.values(load(file)).filter(
      value => value?.messages && value?.translations,
    );
    for (const ref of refs) {
      const wanted = new Map(flatten(ref.messages));
      for (const [language, loadMessages] of Object.entries(ref.translations)) {
        const { default: messages } = await loadMessages();
        compared += 1;
        problems.push(
          ...compare(
            `${ref.id} ${language}`,
            wanted,
            new Map(flatten(messages?.messages ?? messages)),
          ),
        );
      }
    }
  }
  if (problems.length > 0 || compared === 0) {
    throw new Problem('The languages do not say the same:', problems);
  }
  console.log(`${compared} translations say the same as their originals`);
}
