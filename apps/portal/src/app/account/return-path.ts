/**
 * Where to go after signing in: `wanted` when it is a page of the portal, else the dashboard. Other addresses, above
 * all those of other sites, are ignored.
 */
export function returnPath(wanted: string | null | undefined): string {
  return wanted && /^\/portal(?:[/?#]|$)/.test(wanted) ? wanted : '/portal';
}
