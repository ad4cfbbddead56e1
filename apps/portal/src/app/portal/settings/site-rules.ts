const HOST = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
export const MAX_SITES = 20;

/**
 * The origin of a site as browsers write it (`https://example.com`), from typed text: also without a scheme, or with a
 * path. Null unless it is https, or http on the local machine; `localhost` without a scheme means http.
 */
export function siteOf(typed: string): string | null {
  const text = typed.trim();
  const scheme = /^localhost(?:[:/?#]|$)/i.test(text) ? 'http' : 'https';
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${scheme}://${text}`;
  if (!URL.canParse(full)) return null;
  const { protocol, hostname, origin, username, password } = new URL(full);
  const local = hostname === 'localhost';
  const secure = protocol === 'https:' || (protocol === 'http:' && local);
  const named = HOST.test(hostname) && (local || hostname.includes('.'));
  return secure && named && !username && !password ? origin : null;
}
