import type { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { redactText } from './redaction';

/** What is written down about something that writes. */
export interface AuditedAction {
  /** Kebab case, without the name of the plugin. */
  readonly eventId: string;
  readonly actionType: string;
  /** Entity ref of the person: the auditor itself only knows the plugin, since services know no HTTP request. */
  readonly person?: string;
  /** Names only, never values that somebody typed freely. */
  readonly meta: JsonObject;
}

/**
 * Runs something that writes, between two lines of the audit log. Without the
 * first line nothing is written to Kubernetes.
 */
export async function audited<T>(
  auditor: AuditorService,
  action: AuditedAction,
  write: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId: action.eventId,
    severityLevel: 'medium',
    meta: {
      actionType: action.actionType,
      ...(action.person === undefined ? {} : { person: action.person }),
      ...action.meta,
    },
  });
  try {
    const result = await write();
    await event.success();
    return result;
  } catch (error) {
    const { name, message } = toError(error);
    // Texts of webhooks may repeat what a specification held.
    const told = Object.assign(new Error(redactText(message)), { name });
    await event.fail({ error: told });
    throw error;
  }
}
