import ical from 'ical.js';

export type IcalTime = InstanceType<typeof ical.Time>;
export type IcalRecur = InstanceType<typeof ical.Recur>;
export type IcalComponent = InstanceType<typeof ical.Component>;
export type IcalProperty = InstanceType<typeof ical.Property>;

/** Reads one component. @throws Error of ical.js */
export function parseComponent(lines: readonly string[]): IcalComponent {
  return new ical.Component(ical.parse(lines.join('\r\n')) as unknown[]);
}

/** A time of ical.js without a zone; see `ZoneClock` for wall times. */
export function wallOf(time: IcalTime): number {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}

export function timeOf(wall: number, isDate: boolean): IcalTime {
  const date = new Date(wall);
  const day = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    isDate,
  };
  const time = { hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds() };
  return new ical.Time(isDate ? day : { ...day, ...time }, ical.Timezone.localTimezone);
}

/** Whether a time was written in UTC, with a `Z`. */
export function isUtc({ zone }: IcalTime): boolean {
  return zone === ical.Timezone.utcTimezone;
}
