import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import * as ipaddr from 'ipaddr.js';

const CLIENT_PREFIX = 64;
const WIDE_PREFIX = { ipv4: 24, ipv6: 48 } as const;
/** Cached, because clients send many requests, and parsing an address costs more than counting one. */
const networks = new Map<string, string>();
const MAX_KNOWN = 10_000;
const BITS_PER_PART = { ipv4: 8, ipv6: 16 } as const;

/**
 * The part of an address that belongs to one client: an IPv4 address, also one mapped into IPv6 (RFC 4291, section
 * 2.5.5.2), and of an IPv6 address the first 64 bits, because a line gets at least that much (RFC 6177). Every limit
 * per client counts these.
 */
export function clientNetwork(address: string): string {
  const known = networks.get(address);
  if (known !== undefined) return known;
  const network = networkOf(address);
  if (networks.size >= MAX_KNOWN) networks.clear();
  networks.set(address, network);
  return network;
}

function networkOf(address: string): string {
  const bare = bareAddress(address);
  if (!ipaddr.isValid(bare)) return bare;
  const parsed = ipaddr.process(bare);
  return parsed instanceof ipaddr.IPv6 ? prefixOf(parsed, CLIENT_PREFIX) : parsed.toString();
}

/**
 * The network that one party can easily fill with clients: the /24 of an IPv4 address, the /48 of an IPv6 address,
 * which is assigned to one site (RFC 6177).
 * @param address or a network as returned by {@link clientNetwork}
 */
export function wideNetwork(address: string): string {
  const bare = bareAddress(address);
  if (!ipaddr.isValid(bare)) return bare;
  const parsed = ipaddr.process(bare);
  return prefixOf(parsed, WIDE_PREFIX[parsed.kind()]);
}

/** The network of the requesting client; see {@link clientNetwork}. */
export const ClientNetwork = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  clientNetwork(context.switchToHttp().getRequest<FastifyRequest>().ip),
);

/** Without the zone of a link-local address, and without the length of a prefix. */
function bareAddress(address: string): string {
  return address.split(/[%/]/)[0] ?? address;
}

function prefixOf(address: ipaddr.IPv4 | ipaddr.IPv6, bits: number): string {
  const [parts, separator] =
    address instanceof ipaddr.IPv6
      ? [address.parts.map((part) => part.toString(16)), ':']
      : [address.octets, '.'];
  const kept = parts.slice(0, bits / BITS_PER_PART[address.kind()]).join(separator);
  return address instanceof ipaddr.IPv6 ? `${kept}::/${bits}` : `${kept}.0/${bits}`;
}
