import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { textAt } from '../json';
import { TestServer } from '../testServer';
import {
  CONFIG_MAPS,
  configMap,
  defineGadgets,
  gadget,
  GADGETS,
} from './fixtures';

describe('persistence', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const start = () => TestServer.start({ dataDir: folder });

  it('knows everything after a restart, watches included', async () => {
    const first = await start();
    await defineGadgets(first);
    await first.create(GADGETS, gadget('g', { size: 3 }));
    const made = await first.create(CONFIG_MAPS, configMap('a'));
    await first.create(CONFIG_MAPS, configMap('b'));
    await first.call('DELETE', `${CONFIG_MAPS}/b`);
    const before = await first.get(CONFIG_MAPS);
    await first.stop();

    const second = await start();
    const after = await second.get(CONFIG_MAPS);
    expect(after.body.items).toEqual(before.body.items);
    const kept = await second.get(`${GADGETS}/g`);
    expect(kept.body).toMatchObject({ spec: { size: 3 } });
    const from = textAt(made.body, 'metadata', 'resourceVersion');
    const watch = await second.watch(
      `${CONFIG_MAPS}?watch=true&resourceVersion=${from}`,
    );
    await watch.until(events => events.length >= 2);
    expect(watch.summary()).toEqual(['ADDED b', 'DELETED b']);
    watch.close();
    const next = await second.create(CONFIG_MAPS, configMap('c'));
    expect(
      Number(textAt(next.body, 'metadata', 'resourceVersion')),
    ).toBeGreaterThan(
      Number(textAt(before.body, 'metadata', 'resourceVersion')),
    );
    await second.stop();
  });

  it('survives a kill in the middle of a write', async () => {
    const first = await start();
    await first.create(CONFIG_MAPS, configMap('a'));
    await first.stop();
    const journal = path.join(folder, 'journal.jsonl');
    fs.appendFileSync(journal, '{"r":99999,"n":"configmaps","k":"defau');
    const second = await start();
    expect((await second.get(`${CONFIG_MAPS}/a`)).code).toBe(200);
    await second.create(CONFIG_MAPS, configMap('b'));
    await second.stop();
    const third = await start();
    expect((await third.get(`${CONFIG_MAPS}/b`)).code).toBe(200);
    await third.stop();
  });
});
