import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { koperatorAdapter } from '.';
import { mediumInOneZone, smallOverZones } from '../__testUtils__/requests';

function golden(name: string): readonly unknown[] {
  const file = join(__dirname, '__fixtures__', `rendered-${name}.yaml`);
  return parseAllDocuments(readFileSync(file, 'utf8')).map(document =>
    document.toJS(),
  );
}

const GiB = 1024 ** 3;

describe('rendering a request', () => {
  it.each([
    ['small-zones', smallOverZones],
    ['medium-single-zone', mediumInOneZone],
  ])('%s is the reviewed manifest', (name, input) => {
    const { objects } = koperatorAdapter.render(input);
    expect(objects.map(entry => entry.object)).toEqual(golden(name));
  });

  it('creates ZooKeeper first, since brokers end without it', () => {
    const { objects } = koperatorAdapter.render(smallOverZones);
    expect(objects.map(({ step, resource }) => [step, resource.kind])).toEqual([
      ['zookeeper-cluster', 'ZookeeperCluster'],
      ['kafka-cluster', 'KafkaCluster'],
    ]);
  });

  it('counts what brokers, ZooKeeper and Cruise Control ask for', () => {
    expect(koperatorAdapter.render(smallOverZones).footprint).toEqual({
      cpu: 3 * 1000 + 3 * 500 + 500,
      memory: (3 * 4 + 3 * 2 + 1) * GiB,
      storage: (3 * 50 + 3 * 20) * GiB,
      volumes: 6,
      pods: 7,
    });
    expect(koperatorAdapter.render(mediumInOneZone).footprint).toEqual({
      cpu: 4 * 2000 + 3 * 500 + 500,
      memory: (4 * 8 + 3 * 2 + 1) * GiB,
      storage: (4 * 250 + 3 * 20) * GiB,
      volumes: 7,
      pods: 8,
    });
  });

  it('warns of plain listeners, and of a single zone', () => {
    expect(koperatorAdapter.render(smallOverZones).findings).toEqual([
      { level: 'warning', code: 'plain-listeners', params: { port: 29092 } },
    ]);
    expect(
      koperatorAdapter.render(mediumInOneZone).findings.map(({ code }) => code),
    ).toEqual(['plain-listeners', 'single-zone']);
  });

  it('puts brokers and members into the zones in turn', () => {
    const { nodes } = koperatorAdapter.render({
      ...smallOverZones,
      request: { ...smallOverZones.request, brokers: 4 },
    });
    expect(nodes.map(({ role, id, zone }) => [role, id, zone])).toEqual([
      ['broker', 0, 'zone-a'],
      ['broker', 1, 'zone-b'],
      ['broker', 2, 'zone-c'],
      ['broker', 3, 'zone-a'],
      ['zookeeper', 0, 'zone-a'],
      ['zookeeper', 1, 'zone-b'],
      ['zookeeper', 2, 'zone-c'],
    ]);
  });

  it('names no image outside the registry that is set for all', () => {
    const { objects } = koperatorAdapter.render(smallOverZones);
    const manifest = JSON.stringify(objects.map(entry => entry.object));
    const images = manifest.match(
      /"(?:[a-zA-Z]*[iI]mage|repository)":"[^"]*"/g,
    );
    expect(images).toHaveLength(5);
    images?.forEach(image =>
      expect(image).toContain(':"registry.example.com/mirror/'),
    );
  });

  it('labels nothing: Koperator copies labels and may roll brokers for them', () => {
    for (const { object } of koperatorAdapter.render(smallOverZones).objects) {
      expect(object.metadata.labels).toBeUndefined();
    }
  });
});
