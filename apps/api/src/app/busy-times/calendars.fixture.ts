import type { BusyTimesOptions } from './busy-time';
import { readBusyTimes } from './read-busy-times';

export const WINDOW = { from: Date.UTC(2027, 0, 1), to: Date.UTC(2027, 6, 1), expertZone: 'Europe/Berlin' };

export function calendarOf(...components: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...components, 'END:VCALENDAR', ''].join('\r\n');
}

export function eventOf(...lines: string[]): string {
  return ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
}

export function read(file: string | readonly string[], options: Partial<BusyTimesOptions> = {}) {
  return readBusyTimes(typeof file === 'string' ? [file] : file, { ...WINDOW, ...options });
}

/** `start/end`, followed by `all-day` where it is one. */
export function spans(file: string | readonly string[], options: Partial<BusyTimesOptions> = {}): string[] {
  const { busy, problems } = read(file, options);
  expect(problems).toEqual([]);
  const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 16);
  return busy.map(({ start, end, allDay }) => `${iso(start)}/${iso(end)}${allDay ? ' all-day' : ''}`);
}

export const NINE = [
  'UID:a',
  'DTSTART;TZID=Europe/Berlin:20270104T090000',
  'DTEND;TZID=Europe/Berlin:20270104T100000',
];
export const WEEKLY = [...NINE, 'RRULE:FREQ=WEEKLY;COUNT=4'];
