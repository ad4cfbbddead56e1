import type { EgressSettings } from '../config/egress-settings';
import type { EgressReason } from './egress-refusal';
import { isPublicAddress, isWithin, parseAddress } from './public-address';
import { EgressRefusal } from './egress-refusal';
import { hostOf } from './host';

/** Allowed ports of hosts that the operator has not named: those of the web, and their common alternatives. */
const PORTS: Readonly<Record<string, readonly string[]>> = {
  'https:': ['', '8443'],
  'http:': ['', '8080'],
};

/** Which addresses may be requested. Decides without a lookup. */
export class EgressPolicy {
  constructor(private readonly settings: EgressSettings) {}

  /**
   * Checks an address before its name is resolved.
   * @throws EgressRefusal
   */
  assertAddress(url: URL): void {
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && this.settings.http)) refuse('scheme');
    const host = hostOf(url);
    if (host === '') refuse('bad_address');
    const literal = parseAddress(host);
    if (literal) this.assertConnectable(url, [host]);
    else if (!this.isOwnHost(url) && !isPublicName(host)) refuse('inner_address');
  }

  /**
   * Checks the IP addresses of the connection. One that is not allowed rejects all: a public name has no internal
   * address.
   * @throws EgressRefusal
   */
  assertConnectable(url: URL, addresses: readonly string[]): void {
    if (addresses.length === 0) refuse('unknown_host');
    if (this.isOwnHost(url) || addresses.every((one) => this.isOwnAddress(one))) return;
    if (!addresses.every((one) => isPublicAddress(one) || this.isOwnAddress(one))) refuse('inner_address');
    if (!PORTS[url.protocol]?.includes(url.port)) refuse('port');
  }

  /** Whether the operator has allowed this host by name: it is resolved as the machine does, including its hosts file. */
  isOwnHost(url: URL): boolean {
    return this.settings.hosts.includes(hostOf(url));
  }

  private isOwnAddress(address: string): boolean {
    const parsed = parseAddress(address);
    return parsed !== null && isWithin(parsed, this.settings.networks);
  }
}

/**
 * Names with a dot, except those that are only valid within a site or machine (RFC 6761, RFC 6762, RFC 8375, RFC
 * 9476).
 */
function isPublicName(host: string): boolean {
  return (
    host.includes('.') &&
    !/\.(?:localhost|local|internal|intranet|home\.arpa|onion|invalid|test|alt)$/.test(host)
  );
}

function refuse(reason: EgressReason): never {
  throw new EgressRefusal(reason);
}
