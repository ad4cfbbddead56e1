import * as ipaddr from 'ipaddr.js';

type Cidr = ReturnType<typeof ipaddr.parseCIDR>;

/** What the server may request in addition to the public internet over https. */
export interface EgressSettings {
  /** Whether `http:` addresses are allowed. */
  readonly http: boolean;
  /** Host names, lower case. */
  readonly hosts: readonly string[];
  readonly networks: readonly Cidr[];
}

/** A host name as `URL.hostname` returns it: no address, and no number that a URL parses as one. */
const HOST = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?$/;

/**
 * Reads `EGRESS_ALLOW`: host names, IP addresses and CIDR ranges, separated by commas or spaces.
 * @returns the settings, or the invalid entry
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
