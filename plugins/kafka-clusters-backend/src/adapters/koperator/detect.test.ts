import { koperatorAdapter } from '.';
import { ObjectTable } from '../__testUtils__/ObjectTable';
import { Scenario } from './__testUtils__/Scenario';

describe('detecting the operator', () => {
  it('tells line, version and namespaces', () => {
    expect(koperatorAdapter.detect(Scenario.healthy().table)).toEqual({
      installed: true,
      line: 'adobe',
      version: '0.28.0-adobe-20260731',
      supported: true,
      running: true,
      namespaces: ['team-orders', 'team-payments'],
    });
  });

  it('says that it is not running', () => {
    const { table } = Scenario.read('operator-stopped');
    expect(koperatorAdapter.detect(table).running).toBe(false);
  });

  it('finds none where there is none', () => {
    expect(koperatorAdapter.detect(ObjectTable.of([]))).toEqual({
      installed: false,
      line: 'unknown',
      version: undefined,
      supported: false,
      running: undefined,
      namespaces: undefined,
    });
  });

  it('cannot create without the ZooKeeper operator', () => {
    const withoutZookeeper = Scenario.healthy()
      .list()
      .filter(
        ({ metadata }) =>
          metadata.name !== 'zookeeperclusters.zookeeper.pravega.io',
      );
    expect(
      koperatorAdapter.detect(ObjectTable.of(withoutZookeeper)),
    ).toMatchObject({ installed: true, line: 'adobe', supported: false });
  });
});
