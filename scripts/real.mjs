/** `yarn test:real`: the tests that need a real Kubernetes control plane, `*.real.ts`. Arguments go to Jest. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { provideBinaries } from '../packages/real-kubernetes/bin/binaries.mjs';
import { isMain } from './isMain.mjs';
import { inRoot } from './paths.mjs';
import { Problem, runMain } from './problem.mjs';
import { createProgress } from './progress.mjs';
import { supervise } from './supervise.mjs';
import { prepareToolchain } from './toolchain.mjs';

const TESTS = '**/*.real.ts';

/** Folders of the packages that have such tests. */
function listTested() {
  return ['packages', 'plugins']
    .flatMap(group => readdirSync(inRoot(group)).map(name => join(group, name)))
    .filter(
      folder =>
        existsSync(inRoot(folder, 'package.json')) &&
        existsSync(inRoot(folder, 'src')) &&
        readdirSync(inRoot(folder, 'src'), { recursive: true }).some(file =>
          String(file).endsWith('.real.ts'),
        ),
    )
    .map(folder => inRoot(folder));
}

function requireDefinitions() {
  const folder = process.env.KAFKA_CLUSTERS_CRDS;
  if (!folder || !existsSync(folder)) {
    throw new Problem(
      'The tests on real components need the CustomResourceDefinitions of real operators.',
      [
        'Set KAFKA_CLUSTERS_CRDS to a folder with one folder for each operator, named after it and its version',
        '(koperator-adobe-..., zookeeper-operator-...), holding what `kubectl get crd NAME -o json` prints, gzipped or not.',
      ],
    );
  }
}

function readReport(report) {
  if (!existsSync(report)) {
    throw new Problem('The tests on real components ended without a report.');
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  return {
    passed: result.numPassedTests,
    // A file that does not even load has no failed test to count.
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
  };
}

/** Runs the tests of one package. */
async function runTests(folder, { children, tools, binaries, args }) {
  const report = inRoot('.cache', 'real-report.json');
  mkdirSync(inRoot('.cache'), { recursive: true });
  rmSync(report, { force: true });
  const jest = children.start(
    'tests on real components',
    tools,
    [
      inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
      'package',
      'test',
      '--watchAll=false',
      // One control plane at a time: each takes 300 MB.
      '--maxWorkers=1',
      '--json',
      `--outputFile=${report}`,
      ...args,
      // The last one: Jest would take what follows for more of its patterns.
      `--testMatch=${TESTS}`,
    ],
    {
      cwd: folder,
      inherit: true,
      mayEnd: true,
      env: {
        KUBEBUILDER_ASSETS: binaries,
        CI: '1',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        NODE_OPTIONS: `${
          process.env.NODE_OPTIONS ?? ''
        } --experimental-vm-modules --no-warnings`.trim(),
      },
    },
  );
  const code = await jest.ended;
  const counts = readReport(report);
  if (code !== 0 && counts.failed === 0) {
    throw new Problem(`The tests on real components ended with ${code}.`);
  }
  return counts;
}

if (isMain(import.meta.url)) {
  runMain(async () => {
    const log = createProgress();
    requireDefinitions();
    const binaries = await provideBinaries({ log });
    const tools = await prepareToolchain(log);
    const total = { passed: 0, failed: 0 };
    await supervise(async children => {
      for (const folder of listTested()) {
        const args = process.argv.slice(2);
        const context = { children, tools, binaries, args };
        const { passed, failed } = await runTests(folder, context);
        total.passed += passed;
        total.failed += failed;
      }
    });
    console.log(`\n${total.passed} passed, ${total.failed} failed`);
    if (total.failed > 0) {
      process.exitCode = 1;
    }
  });
}
