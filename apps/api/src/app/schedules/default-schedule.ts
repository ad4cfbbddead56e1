import type { WeeklyHours } from '@expertbook/contracts';

const CLOSED: WeeklyHours[number] = [];
const OFFICE_DAY: WeeklyHours[number] = [{ start: '09:00', end: '17:00' }];

/** The schedule of a new expert: Monday to Friday, 09:00 to 17:00. */
export const DEFAULT_SCHEDULE = {
  name: 'Working hours',
  weekly: [CLOSED, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, CLOSED] as WeeklyHours,
} as const;
