import type { CalendarLinks } from '@expertbook/contracts';
import type { CalendarEvent } from './calendar-event';
import { utcValue } from './calendar-lines';
import { manyLines, oneLine, shortened } from './plain-text';

/** Long addresses are cut off on the way through sign-in pages, so that descriptions are cut here first (code points). */
const MAX_DESCRIPTION = 500;
const MAX_LINE = 200;

/**
 * "Add to calendar" addresses that open each provider's own form filled in, with UTC times.
 * @param icsUrl our own download, passed through
 */
export function calendarLinks(event: CalendarEvent, icsUrl: string): CalendarLinks {
  const title = shortened(oneLine(event.title), MAX_LINE);
  const place = shortened(oneLine(event.location || (event.url ?? '')), MAX_LINE);
  const details = shortened(manyLines(event.description), MAX_DESCRIPTION);
  const outlookForm = query({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: isoSeconds(event.start),
    enddt: isoSeconds(event.end),
    body: details,
    location: place,
    allday: 'false',
  });
  return {
    google: `https://calendar.google.com/calendar/render?${query({
      action: 'TEMPLATE',
      text: title,
      dates: `${utcValue(event.start)}/${utcValue(event.end)}`,
      details,
      location: place,
    })}`,
    outlook: `https://outlook.live.com/calendar/0/action/compose?${outlookForm}`,
    office365: `https://outlook.office.com/calendar/0/action/compose?${outlookForm}`,
    yahoo: `https://calendar.yahoo.com/?${query({
      v: '60',
      title,
      st: utcValue(event.start),
      et: utcValue(event.end),
      desc: details,
      in_loc: place,
    })}`,
    ics: icsUrl,
  };
}

/** Outlook's form shows a `+` as it is, so that spaces must be `%20`. */
function query(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

function isoSeconds(instant: Date): string {
  return instant.toISOString().replace(/\.\d{3}/, '');
}
