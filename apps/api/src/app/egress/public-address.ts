import * as ipaddr from 'ipaddr.js';

type Cidr = ReturnType<typeof ipaddr.parseCIDR>;

/**
 * IPv4 blocks that are not the public internet: every block of the IANA IPv4 Special-Purpose Address Registry (RFC
 * 6890), multicast and class E, and the one public address that serves a cloud's metadata (Azure).
 */
const INNER_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map((block) => ipaddr.parseCIDR(block));

/** The only IPv6 block that IANA assigns for the public internet: all others are rejected. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/** Special blocks within {@link GLOBAL_UNICAST}: protocol assignments (with Teredo), documentation, 6to4, AS112. */
const INNER_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'].map(
  (block) => ipaddr.parseCIDR(block),
);

/**
 * Whether an IP address belongs to the public internet and to no special block. Addresses that contain another one
 * (IPv4-mapped, NAT64, 6to4, Teredo) never do.
 * @param address as returned by the resolver or `URL.hostname`, without brackets; any other text is not public
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parseAddress(address);
  if (!parsed) return false;
  if (parsed.kind() === 'ipv4') return !isWithin(parsed, INNER_IPV4);
  return isWithin(parsed, [GLOBAL_UNICAST]) && !isWithin(parsed, INNER_IPV6);
}

/** Whether `address` is in one of the blocks; never for an address of the other family. */
export function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, blocks: readonly Cidr[]): boolean {
  return blocks.some((block) => block[0].kind() === address.kind() && address.match(block));
}

/** Parses an address in its usual spelling only: four decimal parts, or IPv6 without a zone; null for any other text. */
export function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  return ipaddr.IPv6.isValid(address) && !address.includes('%') ? ipaddr.IPv6.parse(address) : null;
}
