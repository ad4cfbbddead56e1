import { MAX_CALENDAR_DAYS } from '@expertbook/contracts';
import type { QueryFilter } from 'mongoose';
import { trusted } from 'mongoose';
import type { BookingRecord } from '../calendars/booking.schema';
import { fieldError } from '../http/domain-error';
import type { CalendarQueryDto } from './block.dto';

const DAY_MS = 86_400_000;
/**
 * The longest session and the longest block take a day, so a claim that overlaps the range begins at most this long
 * before it.
 */
const MAX_CLAIM_MS = DAY_MS;

/**
 * The claims that overlap the requested range, by the index of the expert's list.
 * @throws DomainError `invalid_range` when it is too long or ends before it begins
 */
export function overlapFilter(query: CalendarQueryDto): QueryFilter<BookingRecord> {
  const [from, to] = [Date.parse(query.from), Date.parse(query.to)];
  if (to <= from) throw fieldError('invalid_range', 'to', 'The end must lie after the beginning.');
  if (to - from > MAX_CALENDAR_DAYS * DAY_MS) {
    throw fieldError('invalid_range', 'to', `Ask for at most ${MAX_CALENDAR_DAYS} days at once.`);
  }
  return {
    start: trusted({ $gte: new Date(from - MAX_CLAIM_MS), $lt: new Date(to) }),
    end: trusted({ $gt: new Date(from) }),
  };
}
