import { KafkaName, SandboxControl } from './SandboxControl';

/** One command: what it takes after the Kubernetes cluster, and what it does. */
export interface FaultCommand {
  /** Names of the arguments; `[...]` may be left out. */
  args: string[];
  summary: string;
  /** @returns what happened, for a person */
  run(control: SandboxControl, args: string[]): Promise<string>;
}

/** An argument that cannot be used, said in words. */
export class UsageError extends Error {}

/** `namespace/name` of a Kafka cluster. */
export function parseKafkaName(text: string): KafkaName {
  const found = /^([^/]+)\/([^/]+)$/.exec(text);
  if (!found) {
    throw new UsageError(`${text} is not NAMESPACE/NAME of a Kafka cluster`);
  }
  return { namespace: found[1], name: found[2] };
}

function parseNumber(text: string, what: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) {
    throw new UsageError(`${text} is no ${what}`);
  }
  return number;
}

const OPERATOR = 'kafka-operator';
const KAFKA = 'NAMESPACE/NAME';

function settings(
  change: object,
  said: string,
): (control: SandboxControl) => Promise<string> {
  return async control => {
    await control.faults(change);
    return said;
  };
}

/** All faults by name. */
export const FAULT_COMMANDS: Record<string, FaultCommand> = {
  'kill-broker': {
    args: [KAFKA, 'BROKER'],
    summary: 'end a broker as the kernel does when memory is short',
    run: (control, [kafka, id]) =>
      control.killBroker(
        parseKafkaName(kafka),
        String(parseNumber(id, 'broker id')),
      ),
  },
  'lag-broker': {
    args: [KAFKA, 'BROKER'],
    summary: 'after its next restart the replicas of a broker stay behind',
    run: (control, [kafka, id]) => control.lag(parseKafkaName(kafka), id, true),
  },
  'catch-up': {
    args: [KAFKA, 'BROKER'],
    summary: 'the replicas of a broker come in sync again',
    run: (control, [kafka, id]) =>
      control.lag(parseKafkaName(kafka), id, false),
  },
  'drain-zone': {
    args: ['ZONE', '[NAMESPACE]'],
    summary: 'cordon all nodes of a zone and evict the pods there',
    run: (control, [zone, namespace]) => control.drainZone(zone, namespace),
  },
  'undrain-zone': {
    args: ['ZONE'],
    summary: 'let the nodes of a zone take pods again',
    run: (control, [zone]) => control.undrainZone(zone),
  },
  'break-image': {
    args: [KAFKA, '[IMAGE]'],
    summary: 'give a cluster an image that no registry has',
    run: (control, [kafka, image]) =>
      control.breakImage(parseKafkaName(kafka), image),
  },
  'mend-image': {
    args: [KAFKA],
    summary: 'give it its image back',
    run: (control, [kafka]) => control.mendImage(parseKafkaName(kafka)),
  },
  'stop-operator': {
    args: ['[OPERATOR]'],
    summary: 'scale kafka-operator (default) or zookeeper-operator to zero',
    run: (control, [name]) => control.scaleOperator(name ?? OPERATOR, 0),
  },
  'start-operator': {
    args: ['[OPERATOR]'],
    summary: 'scale it to one again',
    run: (control, [name]) => control.scaleOperator(name ?? OPERATOR, 1),
  },
  hang: {
    args: [],
    summary: 'take requests and never answer',
    run: settings({ hang: true }, 'The API server hangs'),
  },
  refuse: {
    args: ['[STATUS]'],
    summary: 'answer every request with an error (default 503)',
    run: (control, [status]) => {
      const code = parseNumber(status ?? '503', 'HTTP status');
      return settings(
        { refuse: { status: code } },
        `The API server answers ${code}`,
      )(control);
    },
  },
  slow: {
    args: ['MILLISECONDS'],
    summary: 'let every request wait first',
    run: (control, [ms]) => {
      const delayMs = parseNumber(ms, 'number of milliseconds');
      return settings(
        { delayMs },
        `The API server waits ${delayMs} ms`,
      )(control);
    },
  },
  heal: {
    args: [],
    summary: 'end hang, refuse, slow, revoke-token and deny-webhook',
    run: settings({ heal: true }, 'The API server is well'),
  },
  'cut-watches': {
    args: [],
    summary: 'reset the connection of every open watch',
    run: settings({ cutWatches: true }, 'All watches are cut'),
  },
  'revoke-token': {
    args: [],
    summary: "make the portal's token unknown",
    run: control => control.revokePortal(true),
  },
  'restore-token': {
    args: [],
    summary: 'make it known again',
    run: control => control.revokePortal(false),
  },
  'deny-webhook': {
    args: ['[RESOURCE]', '[MESSAGE]'],
    summary: 'deny creating and changing a resource (default kafkaclusters)',
    run: (
      control,
      [resource = 'kafkaclusters', message = 'not before the freeze is over'],
    ) =>
      settings(
        {
          denyWebhook: {
            name: 'policy.example.com',
            message,
            resource,
            operations: ['CREATE', 'UPDATE'],
          },
        },
        `A webhook denies ${resource}`,
      )(control),
  },
  allow: {
    args: [],
    summary: 'take that webhook away',
    run: settings({ denyWebhook: null }, 'No webhook denies anything'),
  },
};

/** The help text. */
export function usage(): string {
  const lines = Object.entries(FAULT_COMMANDS).map(
    ([name, { args, summary }]) => {
      const call = [name, 'CLUSTER', ...args].join(' ');
      return `  ${call.padEnd(46)} ${summary}`;
    },
  );
  return [
    'Usage: node packages/sandbox/bin/fault.mjs COMMAND CLUSTER [ARGUMENT...] [--data-dir DIR]',
    '',
    'Makes trouble in the running sandbox. CLUSTER is dev or prod.',
    '',
    ...lines,
    '',
    '  --data-dir DIR   where the sandbox keeps its state (default: .sandbox)',
    '  --help           this text',
    '',
    'Example: node packages/sandbox/bin/fault.mjs kill-broker dev orders/orders-dev 1',
  ].join('\n');
}
