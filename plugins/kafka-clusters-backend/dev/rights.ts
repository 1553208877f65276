import { rightsFeatures } from '@kafka-clusters/plugin-kafka-clusters-common';
import { builtInAdapters } from '../src/adapters';
import { renderFeatureRoles } from '../src/services/rights/renderFeatureRoles';

// For `yarn rights`, which reads its options and says what is wrong with them.
const [wanted, account] = process.argv.slice(2);
const features = wanted ? wanted.split(',') : rightsFeatures;
const unknown = features.find(
  name => !rightsFeatures.some(known => known === name),
);
if (unknown !== undefined) {
  process.stderr.write(
    `There is no feature ${unknown}: ${rightsFeatures.join(', ')}\n`,
  );
  process.exitCode = 1;
} else {
  process.stdout.write(
    renderFeatureRoles({
      adapters: builtInAdapters,
      features: rightsFeatures.filter(name => features.includes(name)),
      account: account || undefined,
    }),
  );
}
