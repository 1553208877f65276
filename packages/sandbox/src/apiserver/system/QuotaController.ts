import { namespaceUsage } from '../admission/quota';
import { ServerContext } from '../context';
import { clone, JsonObject, objectAt } from '../json';
import { formatQuantity } from '../validation/quantity';
import { changeObject } from './systemWrites';
import { WorkQueue } from './WorkQueue';

/** Keeps `status.used` of ResourceQuotas true. */
export class QuotaController {
  private readonly queue = WorkQueue.create(name => this.settle(name));
  private unsubscribe: () => void = () => undefined;

  private constructor(private readonly context: ServerContext) {}

  /** Counts all quotas once and then what changes. */
  static start(context: ServerContext): QuotaController {
    const controller = new QuotaController(context);
    for (const { key } of context.store.list('resourcequotas')) {
      controller.queue.add(key.split('/')[0]);
    }
    controller.unsubscribe = context.store.subscribe('*', event => {
      const namespace = event.entry.key.split('/')[0];
      if (namespace) {
        controller.queue.add(namespace);
      }
    });
    return controller;
  }

  stop(): void {
    this.queue.stop();
    this.unsubscribe();
  }

  private settle(namespace: string): void {
    const info = this.context.registry.findKind('v1', 'ResourceQuota');
    const quotas = this.context.store
      .list('resourcequotas')
      .filter(({ key }) => key.startsWith(`${namespace}/`));
    for (const { key } of info ? quotas : []) {
      const name = key.slice(namespace.length + 1);
      changeObject(
        this.context,
        info!,
        { namespace, name, subresource: 'status' },
        quota => this.count(namespace, quota),
      );
    }
  }

  private count(namespace: string, quota: JsonObject): JsonObject {
    const hard = objectAt(quota, 'spec', 'hard') ?? {};
    const usage = namespaceUsage(this.context, namespace, Object.keys(hard));
    const used: JsonObject = {};
    for (const [name, amount] of usage) {
      used[name] = formatQuantity(amount, hard[name]);
    }
    return { ...quota, status: { hard: clone(hard), used } };
  }
}
