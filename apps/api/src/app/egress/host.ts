/** The host of an address in the resolver's format: lower case, without the brackets of IPv6 and the final dot. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
