import type { LocalDate, LocalTime, TimeZoneName } from './time';

/** A half-open range of wall-clock time within one day; `end` may be `24:00`. */
export interface TimeRange {
  start: LocalTime;
  end: LocalTime;
}

/** Replaces the weekly hours of one local date; no ranges closes it. */
export interface DateOverride {
  date: LocalDate;
  ranges: TimeRange[];
}

/** Days away, both ends inclusive; closes those local dates whatever the hours say. */
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
  /** Makes this the default schedule; the former default loses the mark. */
  isDefault?: boolean;
}

export type UpdateScheduleRequest = Partial<ScheduleRequest>;

export interface Schedule extends Required<ScheduleRequest> {
  id: string;
}
