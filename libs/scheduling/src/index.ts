export {
  addDays,
  clearZoneCaches,
  formatInstant,
  isKnownZone,
  localDateAt,
  offsetMinutesAt,
  toInstant,
  TZDATA_VERSION,
  UnknownZoneError,
  weekdayOf,
  zoneNames,
} from './zones';
export { validateHours } from './hours';
export type { HoursProblem, TimeRange, WorkingHours } from './hours';
export type { BookedSession } from './limits';
export type { BusyColumns, BusyInterval } from './busy';
export { validateRules } from './rules';
export type {
  BookingLimits,
  BookingWindow,
  DateRangeWindow,
  RollingWindow,
  RulesProblem,
  SlotRules,
} from './rules';
export { compileHours } from './working-time';
export { explain, isBookable, listSlots, nearestSlots } from './slots';
export type { Decision, Obstacle, OfferedSlot, SlotQuestion, UnbookableReason } from './slots';
export { stretchesOf } from './stretches';
export type { Stretch } from './stretches';
