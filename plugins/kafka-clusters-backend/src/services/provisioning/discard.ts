import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type {
  DiscardRefusalCode,
  OperationAllowance,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { StoredRequest } from '../../store/RequestStore';
import type { Authorizer } from '../Authorizer';

/**
 * Whether the person may discard a request: one of their team that never
 * became ready; the platform role may those of all teams.
 */
export async function judgeDiscard(
  request: StoredRequest | undefined,
  credentials: BackstageCredentials,
  authorizer: Authorizer,
): Promise<OperationAllowance> {
  const refuse = (code: DiscardRefusalCode): OperationAllowance => ({
    allowed: false,
    reason: { code, params: {} },
  });
  if (!request) {
    return refuse('not-requested-here');
  }
  if (request.state === 'ready') {
    return refuse('was-ready');
  }
  if (request.state === 'discarding' || request.state === 'discarded') {
    return refuse('being-discarded');
  }
  const [mayCreate, access, person] = await Promise.all([
    authorizer.mayCreate(credentials),
    authorizer.getReadAccess(credentials),
    authorizer.getPerson(credentials),
  ]);
  const isOwn =
    access.unconditional || person.ownershipEntityRefs.includes(request.owner);
  return mayCreate && isOwn ? { allowed: true } : refuse('not-allowed');
}

/** The refusal as an error. */
export function refuseDiscard(code: string): Error {
  return code === 'not-allowed'
    ? new NotAllowedError('You may not discard this request')
    : new ConflictError(
        code === 'was-ready'
          ? 'The cluster was ready once; only a request that never became ready can be discarded'
          : 'The request is being discarded',
      );
}
