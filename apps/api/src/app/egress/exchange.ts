import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import type { RequestOptions } from 'node:https';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIPv6 } from 'node:net';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { EgressRefusal } from './egress-refusal';
import { hostOf } from './host';

/** One request to IP addresses that have been checked. */
export interface Exchange {
  url: URL;
  /** IP addresses to connect to; no name is resolved any more. */
  addresses: readonly string[];
  method: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer | null;
  /** Bytes of the body, compressed and decompressed. */
  maxBytes: number;
  signal: AbortSignal;
}

export interface ExchangeResult {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const gunzipped = promisify(gunzip);
const ENCODINGS = ['identity', 'gzip', 'x-gzip'];
/** Bytes of all header lines of a response. */
const MAX_HEADER_BYTES = 16_384;
/** Interim responses (1xx) that a server may send before the real one. */
const MAX_INTERIM = 8;

/**
 * Sends one HTTP/1.1 request on a new connection and reads the whole response. Does not follow redirects, and stores
 * no cookies.
 * @throws EgressRefusal, the signal's reason, and errors of sockets, TLS, HTTP and zlib
 */
export function exchange(order: Exchange): Promise<ExchangeResult> {
  return new Promise((resolve, reject) => {
    const request = open(order);
    const giveUp = (): void => fail(order.signal.reason);
    const fail = (error: unknown): void => {
      order.signal.removeEventListener('abort', giveUp);
      request.destroy();
      reject(error as Error);
    };
    let interim = 0;
    request.on('information', () => {
      if (++interim > MAX_INTERIM) fail(new EgressRefusal('header_too_large'));
    });
    // A server that changes the protocol gives no response.
    request.on('upgrade', () => fail(new EgressRefusal('malformed_response')));
    request.once('response', (response) => {
      // From here on the body reports errors; aborting it also causes an error of the socket.
      request.off('error', fail).on('error', () => undefined);
      readBody(response, order.maxBytes).then((body) => {
        order.signal.removeEventListener('abort', giveUp);
        // Data after the end of the response is ignored.
        request.destroy();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      }, fail);
    });
    request.on('error', fail);
    order.signal.addEventListener('abort', giveUp, { once: true });
    request.end(order.body ?? undefined);
  });
}

function open({ url, addresses, method, headers, body }: Exchange): ClientRequest {
  const host = hostOf(url);
  const options: RequestOptions = {
    // A new connection each time: none is shared between two experts, and none is used after its check.
    agent: false,
    host,
    port: url.port || undefined,
    path: url.pathname + url.search,
    method,
    lookup: answerOf(addresses),
    maxHeaderSize: MAX_HEADER_BYTES,
    headers: {
      ...headers,
      host: url.host,
      'accept-encoding': 'gzip',
      connection: 'close',
      ...(body && { 'content-length': String(body.length) }),
    },
  };
  return url.protocol === 'https:' ? httpsRequest(options) : httpRequest(options);
}

/** A resolver that returns only these addresses, so that the connection goes to the checked ones. */
function answerOf(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, options, done) => {
    const [first] = all;
    if (options.all) done(null, all);
    else done(null, first?.address ?? '', first?.family);
  };
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw new EgressRefusal('too_large');
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (!ENCODINGS.includes(encoding)) throw new EgressRefusal('unknown_encoding');
  const body = await joined(limited(response, maxBytes));
  // Without a body (304, HEAD) the header only describes the body that was omitted.
  if (encoding === 'identity' || body.length === 0) return body;
  // The limit applies during decompression, so that a larger body never exists.
  return gunzipped(body, { maxOutputLength: maxBytes });
}

/** The chunks of a stream, up to `maxBytes`. */
async function* limited(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new EgressRefusal('too_large');
    yield piece;
  }
}

async function joined(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
