import type { Environment } from '../config/environment';

/** Path of cookies over plain http, and in releases before the prefixes. */
const FORMER_PATH = '/api/v1/auth';
const HOST_PREFIX = '__Host-';

interface CookieAttributes {
  path: string;
  httpOnly: true;
  sameSite: 'strict';
  secure: boolean;
}

/** Name and path of a cookie. */
export interface CookiePlace {
  name: string;
  attributes: CookieAttributes;
  /** The same cookie as older releases set it; null if unchanged. */
  former: { name: string; attributes: CookieAttributes } | null;
}

/**
 * Cookies for this site only, unreadable for scripts. Over https they have the prefix `__Host-` (RFC 6265bis,
 * 4.1.3.2): no other host of the domain can then set them, for which the path must be `/`. `Strict` has no drawback,
 * because only requests of this installation's pages need them.
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
