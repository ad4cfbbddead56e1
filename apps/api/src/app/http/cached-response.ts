import type { FastifyReply, FastifyRequest } from 'fastify';
import { matchesTag } from './etag';
import { REQUEST_ID_HEADER } from './logging';

/** A response as it was sent. */
export interface CachedResponse {
  body: Buffer;
  /** Strong, even if the header has a weak one: If-None-Match is compared with it. */
  tag: string;
  head: ResponseHead;
}

/** Names and values in turn: of a full response, and of a 304. */
interface ResponseHead {
  whole: string[];
  unchanged: string[];
}

/** Memory of a cached response besides its body: headers, key and objects. */
export const CACHED_RESPONSE_BYTES = 2500;

/** All headers except those of one client's rate limit and the id of one request. */
export function headOf(reply: FastifyReply, length: number): ResponseHead {
  const unchanged = Object.entries(reply.getHeaders()).flatMap(([name, value]) => {
    const ofAll =
      value !== undefined && !/^(x-ratelimit|x-request-id$|content-(type|length|encoding)$)/.test(name);
    return ofAll ? [name, String(value)] : [];
  });
  const ofBody = ['content-type', 'content-encoding'].flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [name, String(value)];
  });
  return { unchanged, whole: [...unchanged, ...ofBody, 'content-length', String(length)] };
}

/** Sends it without the framework, which has nothing to add. */
export function sendCached(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, tag, head }: CachedResponse,
): void {
  reply.hijack();
  const isUnchanged = matchesTag(request.headers['if-none-match'], tag);
  const headers = [...(isUnchanged ? head.unchanged : head.whole), REQUEST_ID_HEADER, request.id];
  reply.raw.writeHead(isUnchanged ? 304 : 200, headers).end(isUnchanged ? undefined : body);
}
