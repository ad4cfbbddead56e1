import { lookup, Resolver } from 'node:dns/promises';
import { EgressRefusal } from './egress-refusal';

const TIMEOUT_MS = 2000;
const TRIES = 2;

/** Injection token of a {@link HostResolver}. */
export const HOST_RESOLVER = Symbol('HostResolver');

/**
 * The IP addresses of a host name.
 * @param isOwnHost whether the operator has allowed it by name
 * @throws errors of the resolver, or EgressRefusal
 */
export type HostResolver = (host: string, isOwnHost: boolean) => Promise<string[]>;

/**
 * Queries the name servers for A and AAAA records. Not `lookup`: it reads the machine's hosts file and search
 * domains, and blocks one of the few threads of the process while a name server is slow. The operator's own hosts may
 * be known only there.
 */
export const resolveHost: HostResolver = async (host, isOwnHost) => {
  if (isOwnHost) return (await lookup(host, { all: true })).map(({ address }) => address);
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  if (addresses.length === 0) throw new EgressRefusal('unknown_host');
  return addresses;
};
