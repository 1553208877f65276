import { ServerContext } from '../context';
import { objectAt, textAt } from '../json';
import { removeObject } from './systemWrites';

const TIME_TO_LIVE_MS = 60 * 60 * 1000;
const LOOK_EVERY_MS = 60_000;

/**
 * Events go after an hour, as with kube-apiserver's `--event-ttl`.
 * @returns stops it
 */
export function startEventExpiry(context: ServerContext): () => void {
  const expire = () => {
    const info = context.registry.findKind('v1', 'Event');
    const oldest = context.now().getTime() - TIME_TO_LIVE_MS;
    for (const { key, object } of context.store.list('events')) {
      const last =
        textAt(object, 'series', 'lastObservedTime') ??
        textAt(object, 'lastTimestamp') ??
        textAt(object, 'eventTime') ??
        textAt(objectAt(object, 'metadata'), 'creationTimestamp');
      if (info && last && Date.parse(last) < oldest) {
        const [namespace, name] = key.split('/');
        removeObject(context, info, namespace, name);
      }
    }
  };
  const timer = setInterval(expire, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
