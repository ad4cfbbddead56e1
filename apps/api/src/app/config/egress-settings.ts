import * as ipaddr from 'ipaddr.js';

type Cidr = ReturnType<typeof ipaddr.parseCIDR>;

/** What the server may fetch besides the public internet over https. */
export interface EgressSettings {
  /** Whether `http:` addresses are fetched. */
  readonly http: boolean;
  /** Host names, lower case. */
  readonly hosts: readonly string[];
  readonly networks: readonly Cidr[];
}

/** A host name as `URL.hostname` gives it: no address, and no number that a URL reads as one. */
const HOST = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?$/;

/**
 * Reads `EGRESS_ALLOW`: host names, IP addresses and CIDR ranges with commas or spaces between.
 * @returns the settings, or the entry that cannot be read
 */
export function egressSettings(allow: string, http: boolean): EgressSettings | { wrong: string } {
  const hosts: string[] = [];
  const networks: Cidr[] = [];
  for (const one of allow.split(/[\s,]+/).filter((entry) => entry !== '')) {
    if (ipaddr.isValidCIDR(one)) networks.push(ipaddr.parseCIDR(one));
    else if (ipaddr.IPv4.isValidFourPartDecimal(one)) networks.push(ipaddr.parseCIDR(`${one}/32`));
    else if (ipaddr.IPv6.isValid(one)) networks.push(ipaddr.parseCIDR(`${one}/128`));
    else if (HOST.test(one.toLowerCase()) && !/(?:^|\.)(?:\d+|0x[\da-f]*)$/i.test(one))
      hosts.push(one.toLowerCase());
    else return { wrong: one };
  }
  return { http, hosts, networks };
}
