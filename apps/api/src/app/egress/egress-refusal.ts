/**
 * Why the server does not request an address, or gave it up: for the log only. The response is the same for all
 * reasons, so that it reveals nothing about the operator's network.
 */
export type EgressReason =
  | 'bad_address'
  | 'body_across_origins'
  | 'connection_failed'
  | 'downgrade'
  | 'header_too_large'
  | 'inner_address'
  | 'malformed_response'
  | 'port'
  | 'scheme'
  | 'timeout'
  | 'tls'
  | 'too_large'
  | 'too_many_redirects'
  | 'unknown_encoding'
  | 'unknown_host';

/** Thrown within the room; never visible outside. Contains no part of an address. */
export class EgressRefusal extends Error {
  constructor(readonly reason: EgressReason) {
    super(reason);
    this.name = 'EgressRefusal';
  }
}

const BY_CODE: Readonly<Record<string, EgressReason>> = {
  ERR_BUFFER_TOO_LARGE: 'too_large',
  HPE_HEADER_OVERFLOW: 'header_too_large',
  ENOTFOUND: 'unknown_host',
  ENODATA: 'unknown_host',
  EBADNAME: 'unknown_host',
  ESERVFAIL: 'unknown_host',
  ETIMEOUT: 'unknown_host',
};

/** The reason for an error of Node's DNS, socket, TLS, HTTP or zlib. */
export function reasonOf(error: unknown): EgressReason {
  if (error instanceof EgressRefusal) return error.reason;
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (BY_CODE[code]) return BY_CODE[code];
  if (/^(?:HPE_|Z_)/.test(code)) return 'malformed_response';
  if (/^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_|DEPTH_ZERO|SELF_SIGNED)/.test(code)) return 'tls';
  return 'connection_failed';
}
