import { objectsAt, textAt } from '../json';
import { TestServer, TestWatch } from '../testServer';
import { defineGadgets, gadget, GADGETS } from './fixtures';

const CLUSTERS = 1000;
/** About as much as the specification of a Kafka cluster. */
const TEXTS = Object.fromEntries(
  Array.from({ length: 80 }, (_, i) => [`setting.${i}`, 'value'.repeat(8)]),
);

describe('a thousand objects', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    await defineGadgets(server);
    const names = Array.from({ length: CLUSTERS }, (_, i) => `g-${i}`);
    const write = async (): Promise<void> => {
      for (let name = names.pop(); name; name = names.pop()) {
        const spec = { size: 1, texts: TEXTS };
        await server.create(GADGETS, gadget(name, spec));
      }
    };
    await Promise.all(Array.from({ length: 8 }, write));
  });
  afterAll(() => server.stop());

  it('are listed within a second', async () => {
    const begun = Date.now();
    const { body } = await server.get(GADGETS);
    expect(Date.now() - begun).toBeLessThan(1000);
    expect(objectsAt(body, 'items')).toHaveLength(CLUSTERS);
  });

  it('reach every watch in the order of their changes', async () => {
    const { body } = await server.get(`${GADGETS}?limit=1`);
    const from = textAt(body, 'metadata', 'resourceVersion');
    const watches: TestWatch[] = await Promise.all(
      Array.from({ length: 30 }, () =>
        server.watch(`${GADGETS}?watch=true&resourceVersion=${from}`),
      ),
    );
    for (let i = 0; i < 50; i++) {
      await server.patch(`${GADGETS}/g-${i}`, { spec: { size: 2 } });
    }
    await Promise.all(
      watches.map(watch => watch.until(events => events.length >= 50)),
    );
    const wanted = Array.from({ length: 50 }, (_, i) => `MODIFIED g-${i}`);
    for (const watch of watches) {
      expect(watch.summary()).toEqual(wanted);
      watch.close();
    }
  });
});
