import * as ipaddr from 'ipaddr.js';

/**
 * Names of address ranges that TRUST_PROXY accepts: 127.0.0.0/8 and ::1, and the private ranges of RFC 1918 and RFC
 * 4193.
 */
const PROXY_RANGES = ['loopback', 'uniquelocal'];

/** The problem with the entries of `TRUST_PROXY`, as a sentence; null when there is none. */
export function problemOfProxies(proxies: readonly string[]): string | null {
  const example = 'write their addresses, like "loopback" or "10.0.0.5, 10.1.0.0/16"';
  // With a hop count, a client that reaches the port directly chooses the address that limits count.
  if (proxies.some((one) => /^\d+$/.test(one)))
    return `TRUST_PROXY takes no number of proxies: ${example}, or leave it out when there is none.`;
  const wrong = proxies.find(
    (one) => !PROXY_RANGES.includes(one) && !ipaddr.isValid(one) && !ipaddr.isValidCIDR(one),
  );
  return wrong === undefined ? null : `TRUST_PROXY cannot read "${wrong}": ${example}.`;
}
