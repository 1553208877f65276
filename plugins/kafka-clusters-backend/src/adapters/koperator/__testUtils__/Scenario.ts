import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  AdapterCluster,
  AdapterMemory,
  KubernetesObject,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { parse } from 'yaml';
import { koperatorAdapter } from '..';
import { ObjectTable } from '../../__testUtils__/ObjectTable';

const folder = join(__dirname, '..', '__fixtures__');
const BASE = 'orders';

interface ScenarioFile {
  readonly now?: string;
  readonly memory?: AdapterMemory;
  /** `<kind>/<name>` of objects that are not there. */
  readonly remove?: readonly string[];
  /** Objects, or what is different about those of the healthy cluster. */
  readonly put?: readonly KubernetesObject[];
  readonly verdict?: string;
  readonly reasons?: readonly unknown[];
}

function readYaml<T>(name: string): T {
  return parse(readFileSync(join(folder, `${name}.yaml`), 'utf8'), {
    merge: true,
    schema: 'core',
    // Times stay texts, as in Kubernetes.
  }) as T;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function overlay(below: unknown, above: unknown): unknown {
  return isRecord(below) && isRecord(above)
    ? Object.fromEntries(
        [...new Set([...Object.keys(below), ...Object.keys(above)])].map(
          key => [
            key,
            key in above ? overlay(below[key], above[key]) : below[key],
          ],
        ),
      )
    : above;
}

function keyOf(object: KubernetesObject): string {
  return `${object.kind}/${object.metadata.name}`;
}

/** A cluster `orders` in namespace `team-orders`, and what has happened to it. */
export class Scenario {
  private constructor(
    private readonly objects: ReadonlyMap<string, KubernetesObject>,
    private readonly file: ScenarioFile,
  ) {}

  /** Every scenario that has a file. */
  static names(): readonly string[] {
    return readdirSync(folder)
      .filter(name => name.endsWith('.yaml'))
      .map(name => name.replace(/\.yaml$/, ''))
      .filter(name => name !== BASE && !name.startsWith('rendered-'));
  }

  static healthy(): Scenario {
    const objects = readYaml<readonly KubernetesObject[]>(BASE);
    return new Scenario(
      new Map(objects.map(object => [keyOf(object), object])),
      {},
    );
  }

  static read(name: string): Scenario {
    const file = readYaml<ScenarioFile>(name);
    const base = Scenario.healthy();
    const objects = new Map(base.objects);
    file.remove?.forEach(key => objects.delete(key));
    return new Scenario(objects, file).put(...(file.put ?? []));
  }

  /** The scenario with objects added, or changed where they are there. */
  put(...changes: readonly KubernetesObject[]): Scenario {
    const objects = new Map(this.objects);
    for (const change of changes) {
      const key = keyOf(change);
      objects.set(key, overlay(objects.get(key), change) as KubernetesObject);
    }
    return new Scenario(objects, this.file);
  }

  get expected() {
    return { verdict: this.file.verdict, reasons: this.file.reasons };
  }

  list(): readonly KubernetesObject[] {
    return [...this.objects.values()];
  }

  get table(): ObjectTable {
    return ObjectTable.of([...this.objects.values()]);
  }

  model(
    moment: { readonly now?: string; readonly memory?: AdapterMemory } = {},
  ): AdapterCluster {
    const cluster = this.objects.get('KafkaCluster/orders');
    if (!cluster) {
      throw new Error('The scenario has no cluster');
    }
    return koperatorAdapter.toModel({
      cluster,
      objects: this.table,
      memory: moment.memory ?? this.file.memory,
      now: new Date(moment.now ?? this.file.now ?? '2026-11-23T12:00:00Z'),
    });
  }
}
