import type { CalendarEvent } from './calendar-event';
import { contentLines } from './calendar-event';
import { foldLines, textValue } from './calendar-lines';
import { oneLine } from './plain-text';

/** How often programs should read a feed again, as they may not know themselves. */
const REFRESH = 'PT15M';
/** Of a published event they would invite to reply. */
const LEFT_OUT = /^(ORGANIZER|ATTENDEE)[;:]/;

/**
 * Events as a calendar that programs subscribe to (RFC 5545; name and refresh interval by RFC 7986, with the older names that most
 * programs read). Without participants and alarms, which belong to the reader's own entries. The same events give the same bytes.
 */
export function feedFile(name: string, events: readonly CalendarEvent[]): string {
  const title = textValue(oneLine(name));
  return foldLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//ExpertBook//ExpertBook//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${title}`,
    `X-WR-CALNAME:${title}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]);
}

function eventLines(event: CalendarEvent): string[] {
  const lines = contentLines(event, 'PUBLISH');
  const alarm = lines.indexOf('BEGIN:VALARM');
  const end = lines.indexOf('END:VEVENT');
  const body = lines.slice(lines.indexOf('BEGIN:VEVENT'), alarm < 0 ? end : alarm);
  return [...body.filter((line) => !LEFT_OUT.test(line)), 'END:VEVENT'];
}
