import fs from 'node:fs';
import path from 'node:path';
import { isObject, JsonObject } from '../json';
import {
  ChangeLog,
  StoredEntry,
  StoreEvent,
  VersionedStore,
} from './VersionedStore';

const SNAPSHOT = 'snapshot.json';
const JOURNAL = 'journal.jsonl';
const COMPACT_AT_START_BYTES = 16 * 1024 * 1024;

/**
 * Keeps a store on disk: a snapshot and a journal of what came after it. Each
 * change is handed to the operating system before it is answered, so it
 * survives the end of the process by any signal (not the loss of power).
 */
export class Journal implements ChangeLog {
  private size = 0;

  private constructor(
    private readonly folder: string,
    private readonly store: VersionedStore,
    private file: number,
    private readonly compactAt: number,
  ) {}

  /** Fills the store from the folder and keeps its changes there from then on. */
  static open(
    store: VersionedStore,
    folder: string,
    options?: { compactAtBytes?: number },
  ): Journal {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    loadSnapshot(store, path.join(folder, SNAPSHOT));
    replayJournal(store, path.join(folder, JOURNAL));
    const file = fs.openSync(path.join(folder, JOURNAL), 'a', 0o600);
    const compactAt = options?.compactAtBytes ?? 64 * 1024 * 1024;
    const journal = new Journal(folder, store, file, compactAt);
    journal.size = fs.fstatSync(file).size;
    if (journal.size > COMPACT_AT_START_BYTES) {
      // The next start is quick again; what watches resume from stays in memory.
      journal.compact();
    }
    store.attachLog(journal);
    return journal;
  }

  append(event: StoreEvent): void {
    if (this.size > this.compactAt) {
      this.compact();
    }
    const deleted = event.type === 'DELETED';
    const line = `${JSON.stringify({
      r: event.revision,
      n: event.resource,
      k: event.entry.key,
      ...(deleted ? { d: true } : {}),
      o: event.entry.object,
    })}\n`;
    this.size += fs.writeSync(this.file, line);
  }

  /** Writes a snapshot and begins a new journal. */
  compact(): void {
    const target = path.join(this.folder, SNAPSHOT);
    const tables = this.store
      .resources()
      .map(name => [name, this.store.list(name)] as const);
    const text = JSON.stringify({ revision: this.store.revision, tables });
    fs.writeFileSync(`${target}.new`, text, { mode: 0o600 });
    fs.renameSync(`${target}.new`, target);
    // A kill between these steps is harmless: older lines are skipped on load.
    fs.ftruncateSync(this.file, 0);
    this.size = 0;
  }

  close(): void {
    fs.closeSync(this.file);
  }
}

function loadSnapshot(store: VersionedStore, file: string): void {
  if (!fs.existsSync(file)) {
    return;
  }
  const data: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (!isObject(data) || !Array.isArray(data.tables)) {
    throw new Error(`${file} is not a snapshot of the sandbox`);
  }
  const tables = data.tables as unknown as [string, StoredEntry[]][];
  store.restore(Number(data.revision), tables);
}

function replayJournal(store: VersionedStore, file: string): void {
  if (!fs.existsSync(file)) {
    return;
  }
  const text = fs.readFileSync(file, 'utf8');
  const end = text.lastIndexOf('\n') + 1;
  for (const line of text.slice(0, end).split('\n')) {
    if (line) {
      replayLine(store, JSON.parse(line));
    }
  }
  // A kill in the middle of a write leaves half a line that was never answered.
  if (end < text.length) {
    fs.truncateSync(file, Buffer.byteLength(text.slice(0, end)));
  }
}

function replayLine(store: VersionedStore, line: unknown): void {
  if (!isObject(line) || !isObject(line.o)) {
    throw new Error(
      'the journal of the sandbox holds a line that is no change',
    );
  }
  const revision = Number(line.r);
  if (revision <= store.revision) {
    return;
  }
  const resource = String(line.n);
  const key = String(line.k);
  const object: JsonObject = line.o;
  const previous = store.get(resource, key);
  const entry = { key, revision, object };
  const kept = previous ? 'MODIFIED' : 'ADDED';
  const type = line.d ? 'DELETED' : kept;
  store.replay({ type, resource, revision, entry, previous });
}
