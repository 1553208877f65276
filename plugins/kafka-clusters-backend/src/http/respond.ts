import { createHash } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstagePrincipalTypes,
} from '@backstage/backend-plugin-api';
import type { Request, Response } from 'express';

/**
 * Answers a read. The ETag is made of the answer and of who asked, so that
 * nobody can learn with another's ETag whether the other would get the same;
 * an unchanged answer costs a 304.
 */
export function sendContent(
  req: Request,
  res: Response,
  credentials: BackstageCredentials<
    BackstagePrincipalTypes['user'] | BackstagePrincipalTypes['service']
  >,
  content: object,
) {
  const body = JSON.stringify(content);
  const etag = `"${createHash('sha256')
    .update(describe(credentials))
    .update('\0')
    .update(body)
    .digest('base64url')}"`;
  res.set({ ETag: etag, 'Cache-Control': 'private, no-cache' });
  if (matches(req.get('if-none-match'), etag)) {
    res.status(304).end();
    return;
  }
  res.type('application/json').send(body);
}

/** Answers a write; nobody keeps it. */
export function sendResult(res: Response, status: number, content: object) {
  res.set('Cache-Control', 'no-store').status(status).json(content);
}

function describe({
  principal,
}: BackstageCredentials<
  BackstagePrincipalTypes['user'] | BackstagePrincipalTypes['service']
>): string {
  return principal.type === 'user'
    ? `user ${principal.userEntityRef}`
    : `service ${principal.subject}`;
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '')
    .split(',')
    .map(candidate => candidate.trim().replace(/^W\//, ''))
    .includes(etag);
}
