/** `yarn rights`: the roles that the portal's account needs in Kubernetes, before there is a portal. */
import { writeFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { Problem, runMain } from './problem.mjs';
import { readOptions } from './options.mjs';
import { runToEnd } from './run.mjs';
import { prepareToolchain } from './toolchain.mjs';

const USAGE = `Usage: yarn rights [--feature NAME[,NAME ...]] [--account NAMESPACE/NAME] [--out FILE]

Prints a ClusterRole for each feature, with exactly what it needs.
  --feature   read, provision, link, unsupported (default: all)
  --account   the portal's service account: adds the bindings
  --out       writes to a file instead`;

const ACCOUNT =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?)\/([a-z0-9]([-.a-z0-9]*[a-z0-9])?)$/;

function readAccount(text) {
  const found = ACCOUNT.exec(text);
  if (!found) {
    throw new Problem(
      `${text} is not NAMESPACE/NAME of a service account.`,
      USAGE.split('\n'),
    );
  }
  return `system:serviceaccount:${found[1]}:${found[3]}`;
}

runMain(async () => {
  const options = readOptions(
    {
      feature: { type: 'string', default: '' },
      account: { type: 'string' },
      out: { type: 'string' },
    },
    USAGE,
  );
  const account = options.account ? readAccount(options.account) : '';
  // What is printed is YAML alone.
  const tools = await prepareToolchain(line => console.error(line));
  const yaml = await runToEnd('Writing the roles', tools, [
    '--require',
    inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
    inRoot('plugins/kafka-clusters-backend/dev/rights.ts'),
    options.feature,
    account,
  ]);
  if (options.out) {
    writeFileSync(options.out, yaml);
    console.log(`Written to ${options.out}`);
  } else {
    process.stdout.write(yaml);
  }
});
