import type { IncomingMessage } from 'node:http';
import * as proxyAddr from '@fastify/proxy-addr';

/** Reads the address of the client of a request. */
export type ClientAddressReader = (request: IncomingMessage) => string;

/**
 * The client's address by the same rule and the same code as Fastify's `request.ip`, for requests that never reach Fastify:
 * the sender's own, or, as long as that is one of `trustProxy`, the one before it in `X-Forwarded-For`.
 * @param trustProxy see `Environment.trustProxy`; empty = the header is never read
 */
export function clientAddressReader(trustProxy: readonly string[]): ClientAddressReader {
  if (trustProxy.length === 0) return ({ socket }) => socket.remoteAddress ?? '';
  const isTrusted = proxyAddr.compile([...trustProxy]);
  return (request) => proxyAddr.all(request, isTrusted).at(-1) ?? '';
}
