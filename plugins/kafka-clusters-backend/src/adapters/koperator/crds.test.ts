import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { koperatorAdapter, projectCustomResourceDefinition } from '.';
import { ObjectTable } from '../__testUtils__/ObjectTable';
import { mediumInOneZone, smallOverZones } from '../__testUtils__/requests';
import { schemaProblems } from '../__testUtils__/schemaProblems';
import { at, list } from './parse';

const folder = process.env.KAFKA_CLUSTERS_CRDS;
const available = folder !== undefined && existsSync(folder);
if (!available) {
  process.stdout.write(
    'Definitions of real operators are not checked: KAFKA_CLUSTERS_CRDS names no folder.\n',
  );
}

/** Reads a definition of an operator; the folders are named after operator and version. */
function readDefinition(operator: string, name: string): KubernetesObject {
  const directory = readdirSync(folder ?? '').find(entry =>
    entry.startsWith(operator),
  );
  const file = join(folder ?? '', directory ?? operator, `${name}.json`);
  const text = existsSync(file)
    ? readFileSync(file, 'utf8')
    : gunzipSync(readFileSync(`${file}.gz`)).toString('utf8');
  return {
    kind: 'CustomResourceDefinition',
    ...(JSON.parse(text) as KubernetesObject),
  };
}

const KAFKA = 'kafkaclusters.kafka.banzaicloud.io';
const ZOOKEEPER = 'zookeeperclusters.zookeeper.pravega.io';

const describeReal = available ? describe : describe.skip;

describeReal('definitions of the real operators', () => {
  const schemaOf = (definition: KubernetesObject) =>
    at(
      list(at(definition, 'spec', 'versions'))[0],
      'schema',
      'openAPIV3Schema',
    ) as Parameters<typeof schemaProblems>[1];

  it.each([
    ['small over zones', smallOverZones],
    ['medium in one zone', mediumInOneZone],
  ])('have nothing against what is rendered: %s', (_, input) => {
    const [zookeeper, kafka] = koperatorAdapter.render(input).objects;
    expect(
      schemaProblems(
        zookeeper.object,
        schemaOf(readDefinition('zookeeper-operator', ZOOKEEPER)),
      ),
    ).toEqual([]);
    expect(
      schemaProblems(
        kafka.object,
        schemaOf(readDefinition('koperator-adobe', KAFKA)),
      ),
    ).toEqual([]);
  });

  it('would tell what is wrong', () => {
    const schema = schemaOf(readDefinition('koperator-adobe', KAFKA));
    const [, { object }] = koperatorAdapter.render(smallOverZones).objects;
    const broken = JSON.parse(
      JSON.stringify(object)
        .replace('"headlessServiceEnabled":true,', '"colour":"red",')
        .replace('"budget":"1"', '"budget":"one"')
        .replace('"type":"plaintext"', '"type":"open"'),
    );
    expect(schemaProblems(broken, schema)).toEqual([
      '.spec.headlessServiceEnabled: is required',
      '.spec.colour: is not known',
      expect.stringContaining('.spec.disruptionBudget.budget: one does not'),
      expect.stringContaining('internalListeners[0].type: open is none of'),
    ]);
  });

  it.each([
    ['koperator-adobe', { installed: true, line: 'adobe', supported: true }],
    ['koperator-banzai', { installed: true, line: 'banzai', supported: false }],
  ])('tell the line of %s, whole or as they are kept', (operator, expected) => {
    const definitions = [
      readDefinition(operator, KAFKA),
      readDefinition('zookeeper-operator', ZOOKEEPER),
    ];
    for (const kept of [
      definitions,
      definitions.map(projectCustomResourceDefinition),
    ]) {
      expect(koperatorAdapter.detect(ObjectTable.of(kept))).toMatchObject(
        expected,
      );
    }
  });

  it('are kept at a small part of their size', () => {
    const whole = readDefinition('koperator-adobe', KAFKA);
    const kept = projectCustomResourceDefinition(whole);
    expect(JSON.stringify(kept).length).toBeLessThan(20_000);
    expect(JSON.stringify(whole).length).toBeGreaterThan(500_000);
  });
});
