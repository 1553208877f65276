import {
  isObject,
  JsonObject,
  listAt,
  objectAt,
  objectsAt,
  textAt,
} from '../../json';
import { StatusCause } from '../../status';
import { invalidValue, notSupported, required } from '../../validation/names';
import { ResourceStrategy, StrategyContext } from '../types';

const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];
const FIRST_NODE_PORT = 30_000;
const LAST_NODE_PORT = 32_767;

function usedAddresses({ store }: StrategyContext): Set<string> {
  const services = store.list('services');
  return new Set(
    services.map(({ object }) => textAt(object, 'spec', 'clusterIP') ?? ''),
  );
}

/** The first free address of 10.96.0.0/16; `.1` and `.10` are customary. */
function freeAddress(context: StrategyContext): string {
  const used = usedAddresses(context);
  for (let i = 11; i < 65_535; i++) {
    const address = `10.96.${Math.floor(i / 256)}.${i % 256}`;
    if (!used.has(address)) {
      return address;
    }
  }
  throw new Error('no service addresses are left');
}

function assignNodePorts(spec: JsonObject, { store }: StrategyContext): void {
  const used = new Set(
    store
      .list('services')
      .flatMap(({ object }) => objectsAt(object, 'spec', 'ports'))
      .map(port => port.nodePort),
  );
  let next = FIRST_NODE_PORT;
  for (const port of objectsAt(spec, 'ports')) {
    if (port.nodePort === undefined) {
      while (used.has(next) && next < LAST_NODE_PORT) next++;
      port.nodePort = next;
    }
    used.add(port.nodePort);
  }
}

function defaults(object: JsonObject, context: StrategyContext): void {
  const spec = objectAt(object, 'spec') ?? {};
  object.spec = spec;
  spec.type ??= 'ClusterIP';
  spec.sessionAffinity ??= 'None';
  for (const port of objectsAt(spec, 'ports')) {
    port.protocol ??= 'TCP';
    port.targetPort ??= port.port;
  }
  if (spec.type === 'ExternalName') {
    return;
  }
  spec.clusterIP = spec.clusterIP || freeAddress(context);
  spec.clusterIPs ??= [spec.clusterIP];
  spec.ipFamilies ??= ['IPv4'];
  spec.ipFamilyPolicy ??= 'SingleStack';
  spec.internalTrafficPolicy ??= 'Cluster';
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') {
    spec.externalTrafficPolicy ??= 'Cluster';
    assignNodePorts(spec, context);
  }
}

/** Services get an address (and node ports) and keep them. */
export const serviceStrategy: ResourceStrategy = {
  prepareCreate(object, context) {
    defaults(object, context);
    object.status = { loadBalancer: {} };
  },
  prepareUpdate(object, old, context) {
    const spec = objectAt(object, 'spec');
    if (spec && spec.type !== 'ExternalName') {
      spec.clusterIP ??= textAt(old, 'spec', 'clusterIP');
      spec.clusterIPs ??= listAt(old, 'spec', 'clusterIPs');
    }
    defaults(object, context);
  },
  validate(object, old) {
    const spec = objectAt(object, 'spec') ?? {};
    const causes: StatusCause[] = [];
    if (!TYPES.includes(String(spec.type))) {
      causes.push(notSupported('spec.type', spec.type, [...TYPES].sort()));
    }
    const headless = spec.clusterIP === 'None' || spec.type === 'ExternalName';
    if (!listAt(spec, 'ports').length && !headless) {
      causes.push(required('spec.ports'));
    }
    listAt(spec, 'ports').forEach((port, i) => {
      const number = isObject(port) ? port.port : undefined;
      if (typeof number !== 'number' || number < 1 || number > 65_535) {
        causes.push(
          invalidValue(
            `spec.ports[${i}].port`,
            number ?? 0,
            'must be between 1 and 65535, inclusive',
          ),
        );
      }
    });
    const address = textAt(old, 'spec', 'clusterIP');
    if (address && address !== spec.clusterIP && !headless) {
      causes.push(
        invalidValue(
          'spec.clusterIPs[0]',
          [spec.clusterIP],
          'may not change once set',
        ),
      );
    }
    return causes;
  },
};
