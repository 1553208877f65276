import { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { Caller } from '../context';
import { ApiServerFaults } from '../faults';
import { badRequest, forbidden, methodNotAllowed } from '../status';
import { parseBody, readBody } from './body';
import { sendJson } from './respond';

/** What may be posted. `heal` comes first, then settings, then the cut. */
const faultRequest = z
  .object({
    heal: z.boolean(),
    cutWatches: z.boolean(),
    hang: z.boolean(),
    refuse: z
      .object({
        status: z.number().int().min(400).max(599),
        message: z.string().optional(),
        retryAfterSeconds: z.number().int().nonnegative().optional(),
      })
      .nullable(),
    delayMs: z.number().int().min(0).max(600_000),
    revokedUsers: z.array(z.string()),
    denyWebhook: z
      .object({
        name: z.string(),
        message: z.string(),
        resource: z.string().optional(),
        namespace: z.string().optional(),
        objectName: z.string().optional(),
        operations: z.array(z.enum(['CREATE', 'UPDATE', 'DELETE'])).optional(),
      })
      .nullable(),
  })
  .partial()
  .strict();

/**
 * Shows (GET) or changes (POST) the faults of an API server. Only for
 * administrators; it answers even while the server hangs or refuses.
 */
export async function handleFaults(
  faults: ApiServerFaults,
  caller: Caller,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!caller.groups.includes('system:masters')) {
    throw forbidden(
      { group: '', name: 'faults' },
      '',
      'only administrators make faults',
    );
  }
  if (request.method === 'POST') {
    const text = await readBody(request);
    const parsed = faultRequest.safeParse(parseBody(text || '{}', 'json'));
    if (!parsed.success) {
      throw badRequest(z.prettifyError(parsed.error));
    }
    apply(faults, parsed.data);
  } else if (request.method !== 'GET') {
    throw methodNotAllowed();
  }
  sendJson(response, 200, JSON.stringify(faults.current()));
}

function apply(
  faults: ApiServerFaults,
  change: z.infer<typeof faultRequest>,
): void {
  const { heal, cutWatches, refuse, denyWebhook, ...rest } = change;
  if (heal) {
    faults.heal();
  }
  faults.set({
    ...rest,
    ...(refuse === undefined ? {} : { refuse: refuse ?? undefined }),
    ...(denyWebhook === undefined
      ? {}
      : { denyWebhook: denyWebhook ?? undefined }),
  });
  if (cutWatches) {
    faults.cutWatches();
  }
}
