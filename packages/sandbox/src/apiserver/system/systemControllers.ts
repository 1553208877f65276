import { ServerContext } from '../context';
import { DefinitionController } from './DefinitionController';
import { startEventExpiry } from './EventExpiry';
import { GarbageCollector } from './GarbageCollector';
import { NamespaceController } from './NamespaceController';
import { QuotaController } from './QuotaController';

/**
 * Starts what belongs to the API server itself: definitions, garbage
 * collection, namespaces, quotas and the expiry of events.
 * @returns stops all of it
 */
export function startSystemControllers(context: ServerContext): () => void {
  // Definitions come first: the others need to know what is served.
  const controllers = [
    DefinitionController.start(context),
    GarbageCollector.start(context),
    NamespaceController.start(context),
    QuotaController.start(context),
  ];
  const stopExpiry = startEventExpiry(context);
  return () => {
    controllers.forEach(controller => controller.stop());
    stopExpiry();
  };
}
