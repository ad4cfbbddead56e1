/** Small questions about an expert in Berlin who works every morning, for specs that show one rule at a time. */
import type { TimeRange, WorkingHours } from './hours';
import type { SlotRules } from './rules';
import type { Obstacle, SlotQuestion } from './slots';
import { explain, listSlots } from './slots';
import { formatInstant, toInstant } from './zones';

const ZONE = 'Europe/Berlin';

/** Epoch milliseconds of a Berlin wall time `2027-01-04 09:00`. */
export function at(text: string, zone = ZONE): number {
  const [date = '', time = '00:00'] = text.split(' ');
  return toInstant(zone, date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)));
}

export const every = (...ranges: TimeRange[]): TimeRange[][] => Array.from({ length: 7 }, () => ranges);
export const morning: TimeRange = { start: '09:00', end: '11:00' };

export function ask(
  given: {
    hours?: Partial<WorkingHours>;
    rules?: Partial<SlotRules>;
  } & Partial<Omit<SlotQuestion, 'hours' | 'rules'>> = {},
): SlotQuestion {
  return {
    busy: [],
    booked: [],
    openSessions: new Map(),
    now: at('2027-01-04 00:00'),
    ...given,
    hours: { timeZone: ZONE, weekly: every(morning), overrides: [], outOfOffice: [], ...given.hours },
    rules: {
      duration: 30,
      bufferBefore: 0,
      bufferAfter: 0,
      minimumNotice: 0,
      slotInterval: null,
      window: { kind: 'rolling', days: 30, unit: 'calendar_days' },
      limits: { perDay: null, perWeek: null, minutesPerDay: null },
      ...given.rules,
    },
  };
}

/** Listed starts as `09:00` of one date, or `2027-01-04 09:00` of several. */
export function times(question: SlotQuestion, first = '2027-01-04', last = first): string[] {
  const zone = question.hours.timeZone;
  const starts = listSlots({ ...question, from: at(first, zone), to: toInstant(zone, last, 1440) });
  const walls = starts.map((start) => formatInstant(zone, start).slice(0, 16).replace('T', ' '));
  return first === last ? walls.map((wall) => wall.slice(11)) : walls;
}

export const why = (question: SlotQuestion, start: number): Obstacle['reason'][] =>
  explain({ ...question, start }).map((obstacle) => obstacle.reason);
