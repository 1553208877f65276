import { ResourcePath } from '../requestInfo';
import { BUILT_INS } from './builtins';
import { ResourceInfo } from './types';

/** Which resources the server serves at this moment. */
export class ResourceRegistry {
  private readonly builtIns = new Map<string, ResourceInfo>();
  private readonly custom = new Map<string, ResourceInfo[]>();
  private byAddress = new Map<string, ResourceInfo>();
  /** Grows with each change; caches of discovery documents hang on it. */
  generation = 0;

  private constructor() {
    for (const info of BUILT_INS) {
      this.builtIns.set(address(info), info);
    }
    this.rebuild();
  }

  /** A registry of the built-in resources. */
  static create(): ResourceRegistry {
    return new ResourceRegistry();
  }

  /** Serves the resources of one CustomResourceDefinition. */
  serve(definition: string, infos: ResourceInfo[]): void {
    this.custom.set(definition, infos);
    this.rebuild();
  }

  /** Serves them no longer. */
  withdraw(definition: string): void {
    this.custom.delete(definition);
    this.rebuild();
  }

  find(path: ResourcePath): ResourceInfo | undefined {
    return this.byAddress.get(`${path.group}/${path.version}/${path.resource}`);
  }

  /** The first served version of a kind. */
  findKind(apiVersion: string, kind: string): ResourceInfo | undefined {
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    return this.all().find(info => info.group === group && info.kind === kind);
  }

  /** One served version of each table. */
  tables(): ResourceInfo[] {
    const seen = new Map<string, ResourceInfo>();
    for (const info of this.all()) {
      if (!seen.has(info.table) && info.verbs.includes('list')) {
        seen.set(info.table, info);
      }
    }
    return [...seen.values()];
  }

  all(): ResourceInfo[] {
    return [...this.byAddress.values()];
  }

  hasGroup(group: string): boolean {
    return this.all().some(info => info.group === group);
  }

  hasGroupVersion(group: string, version: string): boolean {
    return this.all().some(
      info => info.group === group && info.version === version,
    );
  }

  private rebuild(): void {
    const next = new Map(this.builtIns);
    for (const infos of this.custom.values()) {
      for (const info of infos) {
        // A definition never hides a built-in resource or an older definition.
        if (!next.has(address(info))) {
          next.set(address(info), info);
        }
      }
    }
    this.byAddress = next;
    this.generation++;
  }
}

function address(info: ResourceInfo): string {
  return `${info.group}/${info.version}/${info.plural}`;
}
