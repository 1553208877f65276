import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type {
  ClusterConsumer,
  ClusterRef,
  OwnershipTransfer,
} from '@kafka-clusters/plugin-kafka-clusters-common';

const answers = {
  accepted: 'accepted',
  declined: 'declined',
  withdrawn: 'withdrawn',
} as const;

/** Tells teams what waits for them, and what became of what they asked for, where the portal has notifications. */
export class OwnershipNotifier {
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
    return new OwnershipNotifier(options);
  }

  /** To the receiving team, which may not see the cluster yet. */
  async notifyOffered({ ref, from, to }: OwnershipTransfer) {
    await this.#send(to, {
      title: `Kafka cluster ${ref.name} is offered to your team`,
      description: `${from} offers it; accept or decline`,
      link: '/kafka-clusters?inbox=1',
    });
  }

  /** To the other side. */
  async notifyAnswered(
    { ref, from, to }: OwnershipTransfer,
    state: keyof typeof answers,
  ) {
    const recipient = state === 'withdrawn' ? to : from;
    await this.#send(recipient, {
      title: `The transfer of Kafka cluster ${ref.name} was ${answers[state]}`,
      description: `From ${from} to ${to}`,
      link: '/kafka-clusters',
    });
  }

  /** To the owner of the cluster. */
  async notifyRequested(
    ref: ClusterRef,
    owner: string,
    { component, team }: Pick<ClusterConsumer, 'component' | 'team'>,
  ) {
    await this.#send(owner, {
      title: `${component} asks for Kafka cluster ${ref.name}`,
      description: `It belongs to ${team}; grant or decline`,
      link: pageOf(ref),
    });
  }

  /** To the team of the component. */
  async notifyDecided(
    ref: ClusterRef,
    { component, team, state }: ClusterConsumer,
  ) {
    await this.#send(team, {
      title: `Use of Kafka cluster ${ref.name} by ${component} was ${state}`,
      link: state === 'granted' ? pageOf(ref) : '/kafka-clusters',
    });
  }

  async #send(
    team: string,
    payload: { title: string; description?: string; link: string },
  ) {
    try {
      await this.#notifications.send({
        recipients: { type: 'entity', entityRef: team },
        payload: { ...payload, severity: 'normal', topic: 'kafka-clusters' },
      });
    } catch (error) {
      this.#logger.debug(`No notification could be sent: ${error}`);
    }
  }
}

function pageOf({ kubernetesCluster, namespace, name }: ClusterRef): string {
  return `/kafka-clusters/${kubernetesCluster}/${namespace}/${name}`;
}
