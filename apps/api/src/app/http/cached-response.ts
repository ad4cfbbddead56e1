import type { FastifyReply, FastifyRequest } from 'fastify';
import { matchesTag } from './etag';
import { REQUEST_ID_HEADER } from './logging';

/** An answer as it was sent once. */
export interface CachedResponse {
  body: Buffer;
  /** Strong, whatever the header says: what If-None-Match is compared with. */
  tag: string;
  head: AnswerHead;
}

/** Names and values in turn: of a whole answer, and of one to a client that has it already. */
interface AnswerHead {
  whole: string[];
  unchanged: string[];
}

/** What a kept answer takes beside its body: headers, key and objects. */
export const CACHED_RESPONSE_BYTES = 2500;

/** All headers but what was said of one client's rate limit, and the id of one request. */
export function headOf(reply: FastifyReply, length: number): AnswerHead {
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

/** Sends it past the framework, which has nothing left to add. */
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
