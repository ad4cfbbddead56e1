/** An event or a time zone of a file, as unfolded content lines, without nested components (alarms). */
export interface FileComponent {
  name: 'VEVENT' | 'VTIMEZONE';
  lines: string[];
}

const ZONE_OF_CALENDAR = /^X-WR-TIMEZONE(?:;[^:]*)?:(.*)$/i;

/**
 * Splits iCalendar text into its events and time zones, one at a time, so that an invalid one does not affect others
 * and only the current one is in memory twice. Text between them is skipped; components without an `END` are left
 * out.
 * @param onZone called with the zone that a calendar names for itself
 * @yields `calendar` at the beginning of a calendar, and its components
 */
export function* fileComponents(
  text: string,
  onZone: (zone: string) => void,
): Generator<FileComponent | 'calendar'> {
  let current: FileComponent | null = null;
  let inner = 0;
  for (const line of unfolded(text)) {
    const [, mark, name] = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(line) ?? [];
    const kind = name?.toUpperCase();
    if (!current) {
      if (mark === undefined) {
        const zone = ZONE_OF_CALENDAR.exec(line)?.[1];
        if (zone) onZone(zone.trim());
      } else if (mark.toUpperCase() === 'BEGIN') {
        if (kind === 'VCALENDAR') yield 'calendar';
        if (kind === 'VEVENT' || kind === 'VTIMEZONE') current = { name: kind, lines: [line] };
        inner = 0;
      }
      continue;
    }
    const keepsInner = current.name === 'VTIMEZONE';
    if (mark === undefined) {
      if (inner === 0 || keepsInner) current.lines.push(line);
    } else if (mark.toUpperCase() === 'BEGIN') {
      // An event inside an event: the first one has no end.
      if (kind === 'VEVENT') {
        current = { name: 'VEVENT', lines: [line] };
        inner = 0;
        continue;
      }
      inner++;
      if (keepsInner) current.lines.push(line);
    } else if (inner > 0) {
      inner--;
      if (keepsInner) current.lines.push(line);
    } else if (kind === current.name) {
      current.lines.push(line);
      yield current;
      current = null;
    } else {
      current = null;
    }
  }
}

/** Content lines with their folds undone (RFC 5545, section 3.1). */
function* unfolded(text: string): Generator<string> {
  let whole: string[] = [];
  for (let from = text.charCodeAt(0) === 0xfeff ? 1 : 0; from < text.length;) {
    let end = text.indexOf('\n', from);
    if (end < 0) end = text.length;
    const line = text.slice(from, text[end - 1] === '\r' ? end - 1 : end);
    from = end + 1;
    if (line.startsWith(' ') || line.startsWith('\t')) whole.push(line.slice(1));
    else {
      if (whole.length > 0) yield whole.join('');
      whole = [line];
    }
  }
  if (whole.length > 0) yield whole.join('');
}
