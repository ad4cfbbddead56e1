const ORIGIN = /^https?:\/\/(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d{1,5})?$/i;

/**
 * The policy of one page: the application's own, with the scripts of the page's file and the sites that may frame it.
 *
 * @param policy the Content-Security-Policy every answer has
 * @param scriptHashes source expressions
 * @param sites origins; what is none is left out, since it would be read as more policy
 */
export function pagePolicy(
  policy: string,
  scriptHashes: readonly string[],
  sites: readonly string[],
): string {
  const framers = sites.filter((site) => ORIGIN.test(site));
  return policy
    .replace(/script-src 'self'/, ["script-src 'self'", ...scriptHashes].join(' '))
    .replace(/frame-ancestors 'self'/, ["frame-ancestors 'self'", ...framers].join(' '));
}
