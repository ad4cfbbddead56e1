import type { LocalDate, LocalTime, TimeZoneName } from './time';

/** A half-open range of wall-clock time within one day; `end` may be `24:00`. */
export interface TimeRange {
  start: LocalTime;
  end: LocalTime;
}

/** Replaces the weekly hours of one local date; without ranges the date is closed. */
export interface DateOverride {
  date: LocalDate;
  ranges: TimeRange[];
}

/** Days of absence, both ends inclusive; these local dates are closed in any case. */
export interface OutOfOffice {
  start: LocalDate;
  end: LocalDate;
  reason?: string;
}

/** Ranges for each weekday, index 0 = Sunday to 6 = Saturday (as `Date.getDay`). Always seven entries. */
export type WeeklyHours = TimeRange[][];

export interface ScheduleRequest {
  name: string;
  timeZone: TimeZoneName;
  weekly: WeeklyHours;
  overrides?: DateOverride[];
  outOfOffice?: OutOfOffice[];
  /** Makes this the default schedule, in place of the previous one. */
  isDefault?: boolean;
}

export type UpdateScheduleRequest = Partial<ScheduleRequest>;

export interface Schedule extends Required<ScheduleRequest> {
  id: string;
}
