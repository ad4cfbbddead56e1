const ORIGIN = /^https?:\/\/(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d{1,5})?$/i;

/**
 * The policy of one page: that of the application, with the scripts in the page and the sites that may frame it.
 * @param policy the Content-Security-Policy of every response
 * @param scriptHashes source expressions
 * @param sites origins; invalid ones are left out, because they would be read as more policy
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
