import { ProviderError } from '../calendar-adapter';
import type { DavSession } from './dav-session';
import { StatusFailure } from './dav-session';
import type { ResourceStatus } from './multistatus';
import { hasType, hrefsOf } from './multistatus';
import { CALDAV_PRESETS } from './presets';
import { ACCOUNT, CALENDAR_TYPE, PROPERTY } from './requests';

const WELL_KNOWN = '/.well-known/caldav';

/** Where calendars of an account are. */
export interface CalendarHome {
  /** Collections that hold calendars. */
  homes: URL[];
  /** A calendar that was asked for by its own address. */
  calendar: URL | null;
}

/**
 * Addresses to begin discovery with, best first: of a server, a principal, a calendar home or a calendar, or an email address (RFC 6764,
 * the well-known address; DNS SRV records are not asked).
 * @param address as an expert enters it, with or without a scheme
 * @throws ProviderError `not_a_calendar` when it is none
 */
export function startsOf(address: string): [URL, ...URL[]] {
  const given = address.trim();
  const domain = /^[^\s/@:]+@([^\s/@:]+)$/.exec(given)?.[1]?.toLowerCase();
  const preset = CALDAV_PRESETS.find(({ emailDomains }) => domain && emailDomains.includes(domain));
  const text = preset?.address ?? (domain ? `https://${domain}/` : withScheme(given));
  if (!URL.canParse(text)) throw new ProviderError('not_a_calendar');
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw new ProviderError('not_a_calendar');
  url.username = '';
  url.password = '';
  url.hash = '';
  const wellKnown = new URL(WELL_KNOWN, url);
  const root = new URL('/', url);
  return url.href === root.href ? [wellKnown, root] : [url, wellKnown, root];
}

function withScheme(address: string): string {
  if (/^caldavs?:\/\//i.test(address)) return address.replace(/^caldav(s?):/i, 'http$1:');
  return /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `https://${address}`;
}

/**
 * Finds where the account's calendars are.
 * @param starts from {@link startsOf}
 * @throws ProviderError
 */
export async function findHomes(session: DavSession, starts: readonly URL[]): Promise<CalendarHome> {
  let reason: ProviderError | null = null;
  let collection: URL | null = null;
  for (const start of starts) {
    try {
      const { resource, url } = await account(session, start);
      if (!resource) continue;
      const calendar = hasType(resource, CALENDAR_TYPE) ? url : null;
      const homes = await homesOf(session, resource, url);
      if (homes.length > 0 || calendar) return { homes, calendar };
      if (hasType(resource, '{DAV:}collection')) collection ??= url;
    } catch (error) {
      if (!(error instanceof ProviderError) || isFinal(error)) throw error;
      // A later start may still work: well-known addresses are often missing, forbidden, or redirect to http.
      if (error.failure === 'not_reachable' || error.failure === 'sign_in_again') reason ??= error;
    }
  }
  // Some servers have calendars and no principals.
  if (collection) return { homes: [collection], calendar: null };
  throw reason ?? new ProviderError('not_a_calendar');
}

/** A wrong password is tried once, as servers lock accounts. */
function isFinal(error: ProviderError): boolean {
  if (error instanceof StatusFailure && error.status === 403) return false;
  return ['sign_in_again', 'rate_limited', 'too_large'].includes(error.failure);
}

async function homesOf(session: DavSession, resource: ResourceStatus, url: URL): Promise<URL[]> {
  const named = hrefsOf(resource, PROPERTY.home);
  if (named.length > 0) return named.map((href) => session.named(href, url));
  const principalProperty = resource.found.get(PROPERTY.principal);
  if (principalProperty?.children.some(({ name }) => name === '{DAV:}unauthenticated'))
    throw new ProviderError('sign_in_again');
  const [principal] = hrefsOf(resource, PROPERTY.principal);
  if (principal === undefined) return [];
  const second = await account(session, session.named(principal, url));
  const homes = second.resource ? hrefsOf(second.resource, PROPERTY.home) : [];
  return homes.map((href) => session.named(href, second.url));
}

async function account(session: DavSession, url: URL) {
  const answer = await session.multistatus({ method: 'PROPFIND', url, depth: '0', body: ACCOUNT });
  return { resource: answer.resources[0], url: answer.url };
}
