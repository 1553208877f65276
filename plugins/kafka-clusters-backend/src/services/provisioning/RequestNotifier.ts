import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { StoredRequest } from '../../store/RequestStore';
import { describeFailure } from './errors';

/** Tells the person and the team how a request ended, where the portal has notifications. */
export class RequestNotifier {
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;

  private constructor(options: {
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#notifications = options.notifications;
    this.#logger = options.logger;
  }

  static create(options: {
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    return new RequestNotifier(options);
  }

  async notifyReady(request: StoredRequest) {
    await this.#send(request, {
      title: `Kafka cluster ${request.ref.name} is ready`,
      description: `${request.ref.kubernetesCluster}, namespace ${request.ref.namespace}`,
      severity: 'normal',
    });
  }

  async notifyFailed(request: StoredRequest) {
    await this.#send(request, {
      title: `Kafka cluster ${request.ref.name} did not become ready`,
      description: request.failure && describeFailure(request.failure),
      severity: 'high',
    });
  }

  async #send(
    { id, ref, owner, requestedBy }: StoredRequest,
    payload: {
      title: string;
      description?: string;
      severity: 'normal' | 'high';
    },
  ) {
    const { kubernetesCluster, namespace, name } = ref;
    try {
      await this.#notifications.send({
        recipients: { type: 'entity', entityRef: [requestedBy, owner] },
        payload: {
          ...payload,
          link: `/kafka-clusters/${kubernetesCluster}/${namespace}/${name}`,
          topic: 'kafka-clusters',
          scope: `request-${id}`,
        },
      });
    } catch (error) {
      // A portal without the notifications plugin is fine.
      this.#logger.debug(`Nobody was notified of request ${id}: ${error}`);
    }
  }
}
