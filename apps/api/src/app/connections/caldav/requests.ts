import { escapeXml } from './xml';

const NAMESPACES = [
  'xmlns:D="DAV:"',
  'xmlns:C="urn:ietf:params:xml:ns:caldav"',
  'xmlns:S="http://calendarserver.org/ns/"',
  'xmlns:A="http://apple.com/ns/ical/"',
].join(' ');

function documentOf(root: string, content: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<${root} ${NAMESPACES}>${content}</${root}>`;
}

function propfind(...properties: string[]): string {
  return documentOf('D:propfind', propOf(properties));
}

function propOf(properties: readonly string[]): string {
  return `<D:prop>${properties.map((name) => `<${name}/>`).join('')}</D:prop>`;
}

/** Names of properties, as `ResourceStatus.found` has them. */
export const PROPERTY = {
  principal: '{DAV:}current-user-principal',
  home: '{urn:ietf:params:xml:ns:caldav}calendar-home-set',
  name: '{DAV:}displayname',
  color: '{http://apple.com/ns/ical/}calendar-color',
  timeZone: '{urn:ietf:params:xml:ns:caldav}calendar-timezone',
  timeZoneId: '{urn:ietf:params:xml:ns:caldav}calendar-timezone-id',
  components: '{urn:ietf:params:xml:ns:caldav}supported-calendar-component-set',
  reports: '{DAV:}supported-report-set',
  syncToken: '{DAV:}sync-token',
  ctag: '{http://calendarserver.org/ns/}getctag',
  etag: '{DAV:}getetag',
  privileges: '{DAV:}current-user-privilege-set',
  data: '{urn:ietf:params:xml:ns:caldav}calendar-data',
} as const;

/** Type of a collection that holds events. */
export const CALENDAR_TYPE = '{urn:ietf:params:xml:ns:caldav}calendar';

/** Who the account is, and where its calendars are (RFC 5397, RFC 4791). */
export const ACCOUNT = propfind('D:resourcetype', 'D:current-user-principal', 'C:calendar-home-set');

/** What a list of calendars shows. */
export const CALENDARS = propfind(
  'D:resourcetype',
  'D:displayname',
  'A:calendar-color',
  'C:calendar-timezone',
  'C:calendar-timezone-id',
  'C:supported-calendar-component-set',
  'D:current-user-privilege-set',
);

/** Whether a calendar has changed, and how its changes can be read. */
export const STATE = propfind('D:resourcetype', 'D:sync-token', 'S:getctag', 'D:supported-report-set');

/** Versions of the members of a calendar. */
export const MEMBERS = propfind('D:resourcetype', 'D:getetag');

/** Versions of the members whose events overlap `[from, to)`, in epoch milliseconds (RFC 4791, section 7.8). */
export function membersBetween(from: number, to: number): string {
  const range = `<C:time-range start="${utc(from)}" end="${utc(to)}"/>`;
  const filter = `<C:comp-filter name="VEVENT">${range}</C:comp-filter>`;
  return documentOf(
    'C:calendar-query',
    `${propOf(['D:getetag'])}<C:filter><C:comp-filter name="VCALENDAR">${filter}</C:comp-filter></C:filter>`,
  );
}

/** The texts of members (RFC 4791, section 7.9). */
export function textsOfMembers(hrefs: readonly string[]): string {
  const list = hrefs.map((href) => `<D:href>${escapeXml(href)}</D:href>`).join('');
  return documentOf('C:calendar-multiget', propOf(['D:getetag', 'C:calendar-data']) + list);
}

/** What changed since a token (RFC 6578, section 3.2). */
export function changesSince(token: string): string {
  return documentOf(
    'D:sync-collection',
    `<D:sync-token>${escapeXml(token)}</D:sync-token><D:sync-level>1</D:sync-level>${propOf(['D:getetag'])}`,
  );
}

/** `20270104T090000Z` */
function utc(instant: number): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
}
