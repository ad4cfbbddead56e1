/**
 * Where to go after signing in: `wanted` when it is a page of the portal, else the dashboard. Anything else, above all
 * another site's address, is not followed.
 */
export function returnPath(wanted: string | null | undefined): string {
  return wanted && /^\/portal(?:[/?#]|$)/.test(wanted) ? wanted : '/portal';
}
