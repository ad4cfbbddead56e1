import type { BusyTime, BusyTimes, BusyTimesOptions, BusyTimesProblem } from './busy-time';
import { BUSY_TIMES_LIMITS } from './busy-time';
import type { EventRecord } from './event-record';
import { readEvent } from './event-record';
import { fileComponents } from './file-components';
import { fileClock } from './file-zone';
import { parseComponent } from './ical-library';
import type { Steps } from './rule-walls';
import { TooManySteps } from './rule-walls';
import { isWanted, seriesTimes } from './series';
import type { ZoneClock } from './zone-clock';
import { ianaClock, ianaNameOf } from './zone-clock';

/**
 * The busy times of iCalendar files, read as one calendar: an event and its changed occurrences may be in different
 * files (as on CalDAV servers). Pure: no clock, no I/O. Parts that cannot be read become problems; the rest is
 * returned.
 * @throws UnknownZoneError for zones in the options that the project's data does not have
 */
export function readBusyTimes(files: readonly string[], options: BusyTimesOptions): BusyTimes {
  const reading = busyTimesSteps(files, options);
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}

/**
 * {@link readBusyTimes} in steps of one event each, for a caller that yields in between.
 * @returns the result, as the generator's last value
 */
export function* busyTimesSteps(
  files: readonly string[],
  options: BusyTimesOptions,
): Generator<undefined, BusyTimes> {
  const limits = { ...BUSY_TIMES_LIMITS, ...options.limits };
  const problems: BusyTimesProblem[] = [];
  const problem = (code: BusyTimesProblem['code'], uid: string | null = null): void => {
    if (problems.length < MAX_PROBLEMS) problems.push({ code, uid });
  };
  const steps: Steps = { left: limits.steps };
  const series = new Map<string, EventRecord[]>();
  const floating = ianaClock(options.expertZone);
  let characters = 0;
  let events = 0;
  for (const file of files) {
    characters += file.length;
    if (characters > limits.characters) {
      problem('too_large');
      break;
    }
    let isCalendar = false;
    const unknown = new Set<string>();
    const zones = zonesOf(file, options, steps);
    const dates = options.calendarZone ? ianaClock(options.calendarZone) : (zones.ofCalendar ?? floating);
    const clockOf = (tzid: string): ZoneClock => {
      const clock = zones.clockOf(tzid);
      if (!clock && !unknown.has(tzid)) problem('unknown_time_zone');
      if (!clock) unknown.add(tzid);
      return clock ?? floating;
    };
    const context = { clockOf, floating, dates, addresses: options.addresses ?? [] };
    for (const component of fileComponents(file, () => undefined)) {
      if (component === 'calendar') isCalendar = true;
      if (component === 'calendar' || component.name !== 'VEVENT') continue;
      if (++events > limits.events) break;
      const event = eventOf(component.lines, context);
      if (!event) problem('unreadable_event', uidOf(component.lines));
      else if (!options.ownUids?.has(event.uid)) {
        // Events without a UID do not belong together.
        const key = event.uid === '' ? `#${events}` : event.uid;
        const records = series.get(key);
        if (records) records.push(event);
        else series.set(key, [event]);
      }
      yield undefined;
    }
    if (!isCalendar) problem('no_calendar');
    if (events > limits.events) {
      problem('too_many_events');
      break;
    }
  }
  const busy: BusyTime[] = [];
  for (const [uid, records] of series) {
    try {
      for (const time of seriesTimes(records, options, steps)) {
        if (isWanted(time, options)) {
          if (busy.length >= limits.occurrences) throw new TooManySteps();
          busy.push(plain(time));
        }
      }
    } catch (error) {
      problem(error instanceof TooManySteps ? 'too_many_occurrences' : 'unreadable_rule', uid);
      if (busy.length >= limits.occurrences) break;
    }
    yield undefined;
  }
  busy.sort((a, b) => a.start - b.start || a.end - b.end || (a.uid < b.uid ? -1 : 1));
  return { busy, problems };
}

/** Problems reported per call, enough for a file without any valid part. */
const MAX_PROBLEMS = 100;

/** The zones of a file, read before its events, which may come first. */
function zonesOf(file: string, options: BusyTimesOptions, steps: Steps) {
  const own = new Map<string, ZoneClock | null>();
  let name: string | null = null;
  for (const component of fileComponents(file, (zone) => (name ??= ianaNameOf(zone)))) {
    if (component === 'calendar' || component.name !== 'VTIMEZONE') continue;
    try {
      const zone = parseComponent(component.lines);
      const tzid = String(zone.getFirstPropertyValue('tzid') ?? '');
      const iana = ianaNameOf(tzid) ?? ianaNameOf(String(zone.getFirstPropertyValue('x-lic-location') ?? ''));
      own.set(tzid, iana ? ianaClock(iana) : fileClock(zone, options.to, steps));
    } catch {
      // Its events report that the zone is unknown.
    }
  }
  const clockOf = (tzid: string): ZoneClock | null => {
    const known = own.get(tzid);
    if (known !== undefined) return known;
    const iana = ianaNameOf(tzid);
    const clock = iana ? ianaClock(iana) : null;
    own.set(tzid, clock);
    return clock;
  };
  return { clockOf, ofCalendar: name ? ianaClock(name) : null };
}

function eventOf(lines: readonly string[], context: Parameters<typeof readEvent>[1]): EventRecord | null {
  try {
    return readEvent(lines, context);
  } catch {
    return null;
  }
}

function uidOf(lines: readonly string[]): string | null {
  const line = lines.find((one) => /^UID[;:]/i.test(one));
  return line?.slice(line.indexOf(':') + 1).trim() ?? null;
}

function plain({ uid, start, end, allDay, transparency, status }: BusyTime): BusyTime {
  return { uid, start, end, allDay, transparency, status };
}
