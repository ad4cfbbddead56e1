import type { CalendarLinks } from '@expertbook/contracts';
import type { CalendarEvent } from './calendar-event';
import { utcValue } from './calendar-lines';
import { manyLines, oneLine, shortened } from './plain-text';

/** Sign-in pages truncate long addresses, so descriptions are shortened here (code points). */
const MAX_DESCRIPTION = 500;
const MAX_LINE = 200;

/**
 * "Add to calendar" addresses that open each provider's form filled in, with UTC times.
 * @param icsUrl download of the calendar file, returned unchanged
 */
export function calendarLinks(event: CalendarEvent, icsUrl: string): CalendarLinks {
  // Outlook's form shows `+` unchanged, so spaces must be `%20`. Encoded once for all providers, because that is
  // most of the work.
  const text = encodeURIComponent(shortened(oneLine(event.title), MAX_LINE));
  const location = encodeURIComponent(shortened(oneLine(event.location || (event.url ?? '')), MAX_LINE));
  const body = encodeURIComponent(shortened(manyLines(event.description), MAX_DESCRIPTION));
  const from = utcValue(event.start);
  const to = utcValue(event.end);
  const outlookForm =
    `path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&subject=${text}&startdt=${isoSeconds(event.start)}` +
    `&enddt=${isoSeconds(event.end)}&body=${body}&location=${location}&allday=false`;
  return {
    google: `https://calendar.google.com/calendar/render?action=TEMPLATE&text=${text}&dates=${from}%2F${to}&details=${body}&location=${location}`,
    outlook: `https://outlook.live.com/calendar/0/action/compose?${outlookForm}`,
    office365: `https://outlook.office.com/calendar/0/action/compose?${outlookForm}`,
    yahoo: `https://calendar.yahoo.com/?v=60&title=${text}&st=${from}&et=${to}&desc=${body}&in_loc=${location}`,
    ics: icsUrl,
  };
}

/** As a query value. */
function isoSeconds(instant: Date): string {
  return encodeURIComponent(instant.toISOString().replace(/\.\d{3}/, ''));
}
