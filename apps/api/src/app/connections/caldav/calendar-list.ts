import { fileComponents } from '../../busy-times/file-components';
import { ianaNameOf } from '../../busy-times/zone-clock';
import type { ListedCalendar } from '../calendar-adapter';
import type { DavSession } from './dav-session';
import { resolved } from './dav-session';
import type { ResourceStatus } from './multistatus';
import { hasType, textOf } from './multistatus';
import { CALENDAR_TYPE, CALENDARS, PROPERTY } from './requests';

const MAX_NAME = 200;

/**
 * The calendars in a collection that hold events; or one calendar, by depth 0.
 * @throws ProviderError
 */
export async function listCalendars(
  session: DavSession,
  url: URL,
  depth: '0' | '1',
): Promise<ListedCalendar[]> {
  const answer = await session.multistatus({ method: 'PROPFIND', url, depth, body: CALENDARS });
  return answer.resources.flatMap((resource) => {
    const location = resolved(resource.href, answer.url);
    // A calendar elsewhere would need the password there.
    if (!location || location.origin !== answer.url.origin || !holdsEvents(resource)) return [];
    return [
      {
        location: location.href,
        name: (textOf(resource, PROPERTY.name) ?? lastPartOf(location)).slice(0, MAX_NAME),
        color: colorOf(textOf(resource, PROPERTY.color)),
        timeZone: zoneOf(resource),
        isWritable: isWritable(resource),
      },
    ];
  });
}

function holdsEvents(resource: ResourceStatus): boolean {
  if (!hasType(resource, CALENDAR_TYPE)) return false;
  const components = resource.found.get(PROPERTY.components)?.children;
  // A server that does not say what a calendar holds allows all components (RFC 4791, section 5.2.3).
  return !components || components.some(({ label }) => label?.toUpperCase() === 'VEVENT');
}

const WRITING = ['{DAV:}all', '{DAV:}write', '{DAV:}bind'];

/** RFC 3744, section 5.4. Where a server does not say it, a write shows it. */
function isWritable(resource: ResourceStatus): boolean {
  const privileges = resource.found.get(PROPERTY.privileges)?.children;
  return privileges?.some(({ children }) => children.some(({ name }) => WRITING.includes(name))) ?? true;
}

/** The end of a path, as a name where a calendar has none. */
function lastPartOf({ pathname }: URL): string {
  const part = pathname.split('/').findLast((one) => one !== '') ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `#rgb`, `#rrggbb` or `#rrggbbaa`, with or without `#`, as `#rrggbb`; null for anything else. */
export function colorOf(value: string | null): string | null {
  const digits = /^#?([\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.exec(value ?? '')?.[1]?.toLowerCase();
  if (digits === undefined) return null;
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits.slice(0, 6)}`;
}

/** IANA name of a calendar's zone (RFC 7809; RFC 4791, section 5.2.2); null when it has none that is known. */
function zoneOf(resource: ResourceStatus): string | null {
  const names = [textOf(resource, PROPERTY.timeZoneId)];
  const file = textOf(resource, PROPERTY.timeZone);
  for (const component of fileComponents(file ?? '', (zone) => names.push(zone))) {
    if (component === 'calendar' || component.name !== 'VTIMEZONE') continue;
    for (const property of ['TZID', 'X-LIC-LOCATION']) {
      const line = component.lines.find((one) => new RegExp(`^${property}[;:]`, 'i').test(one));
      if (line) names.push(line.slice(line.indexOf(':') + 1).trim());
    }
  }
  for (const name of names) {
    const zone = name === null ? null : ianaNameOf(name);
    if (zone !== null) return zone;
  }
  return null;
}
