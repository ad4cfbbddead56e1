import type { Environment } from '../config/environment';

/** Where cookies of plain http, and those of releases before the prefixes, are sent to. */
const FORMER_PATH = '/api/v1/auth';
const HOST_PREFIX = '__Host-';

interface CookieAttributes {
  path: string;
  httpOnly: true;
  sameSite: 'strict';
  secure: boolean;
}

/** How one cookie is called and where it goes. */
export interface CookiePlace {
  name: string;
  attributes: CookieAttributes;
  /** The same cookie as older releases set it; null where nothing has changed. */
  former: { name: string; attributes: CookieAttributes } | null;
}

/**
 * Cookies that no script and no other site gets. Over https they have the prefix `__Host-` (RFC 6265bis, 4.1.3.2): then no
 * other host of the domain can set one in their place, for which the path must be `/`. `Strict` costs nothing: only our own
 * pages' requests want them.
 */
export function cookiePlace(name: string, { publicUrl }: Pick<Environment, 'publicUrl'>): CookiePlace {
  const isSecure = publicUrl.startsWith('https:');
  const former: CookieAttributes = {
    path: FORMER_PATH,
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure,
  };
  if (!isSecure) return { name, attributes: former, former: null };
  return {
    name: HOST_PREFIX + name,
    attributes: { ...former, path: '/' },
    former: { name, attributes: former },
  };
}
