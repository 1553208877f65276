import { ServerResponse } from 'node:http';
import { gzip } from 'node:zlib';
import { StatusError } from '../status';

/** Bodies from here on are compressed for those who accept it, as by the real server. */
const GZIP_FROM_BYTES = 128 * 1024;

/** Sends JSON text. */
export function sendJson(
  response: ServerResponse,
  code: number,
  text: string,
  options?: { type?: string; acceptsGzip?: boolean },
): void {
  const type = options?.type ?? 'application/json';
  if (options?.acceptsGzip && text.length >= GZIP_FROM_BYTES) {
    gzip(text, { level: 1 }, (error, body) => {
      if (error) {
        response.destroy(error);
        return;
      }
      response.writeHead(code, {
        'content-type': type,
        'content-encoding': 'gzip',
        'content-length': body.length,
      });
      response.end(body);
    });
    return;
  }
  const body = Buffer.from(text);
  response.writeHead(code, {
    'content-type': type,
    'content-length': body.length,
    'cache-control': 'no-cache, private',
  });
  response.end(body);
}

/** Sends plain text. */
export function sendText(
  response: ServerResponse,
  code: number,
  text: string,
): void {
  response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}

/** Sends an error as a Status. */
export function sendStatus(response: ServerResponse, error: StatusError): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const wait = error.details?.retryAfterSeconds;
  if (typeof wait === 'number') {
    response.setHeader('retry-after', String(wait));
  }
  sendJson(response, error.code, JSON.stringify(error.toStatus()));
}

/** Adds texts as `Warning` headers. */
export function addWarnings(
  response: ServerResponse,
  warnings: readonly string[],
): void {
  if (warnings.length) {
    const quoted = warnings.map(
      text =>
        `299 - "${text
          .replace(/["\\]/g, '\\$&')
          .replace(/[^\x20-\x7e]/g, '?')}"`,
    );
    response.setHeader('warning', quoted);
  }
}
