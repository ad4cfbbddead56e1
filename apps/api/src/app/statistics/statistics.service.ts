import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { BookingStatistics } from '@expertbook/contracts';
import { MAX_STATISTICS_DAYS } from '@expertbook/contracts';
import { addDays, toInstant } from '@expertbook/scheduling';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { BookingRecord } from '../bookings/booking.schema';
import { fieldError } from '../http/domain-error';
import type { CountedSession } from './booking-figures';
import { bookingFigures } from './booking-figures';
import type { BookingStatisticsQueryDto } from './statistics.dto';

type CountedRecord = Pick<
  BookingRecord,
  '_id' | 'eventTypeId' | 'start' | 'duration' | 'seats' | 'attendees'
>;

/** Days are counted on from here. */
const LAST_DATE = '9998-12-31';

/** What an expert's time was booked for. */
@Injectable()
export class StatisticsService {
  constructor(@InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>) {}

  /**
   * Figures of a range of dates in the expert's zone, counted from a read along the index of the expert's list that is
   * bounded by the range.
   * @throws DomainError `invalid_range` for one that is too long or ends before it begins
   */
  async figures(
    { expertId, timeZone }: Pick<SignedInExpert, 'expertId' | 'timeZone'>,
    { from, to }: BookingStatisticsQueryDto,
  ): Promise<BookingStatistics> {
    refuseBadRange(from, to);
    const begin = new Date(toInstant(timeZone, from, 0));
    const end = new Date(toInstant(timeZone, addDays(to, 1), 0));
    const records = await this.bookings
      .find(
        { expertId, start: trusted({ $gte: begin, $lt: end }) },
        { eventTypeId: 1, start: 1, duration: 1, seats: 1, 'attendees.status': 1 },
      )
      .lean<CountedRecord[]>();
    return bookingFigures(sessionsOf(records), { from, to, timeZone });
  }
}

/**
 * A group session is one however many documents it lies in: those who have left a full house get one of their own, and so does
 * whoever comes after everybody had left. Holds and blocks have no attendees, so no status that counts.
 */
function sessionsOf(records: readonly CountedRecord[]): CountedSession[] {
  const sessions = new Map<string, CountedSession>();
  for (const { _id, eventTypeId, start, duration, seats, attendees } of records) {
    const key = seats > 1 ? `${String(eventTypeId)} ${+start} ${duration}` : String(_id);
    const others = sessions.get(key)?.statuses ?? [];
    sessions.set(key, { start, duration, statuses: [...others, ...attendees.map(({ status }) => status)] });
  }
  return [...sessions.values()];
}

function refuseBadRange(from: string, to: string): void {
  if (from > to) throw fieldError('invalid_range', 'to', 'The last date must not be before the first.');
  if (to > LAST_DATE) throw fieldError('invalid_range', 'to', `No date after ${LAST_DATE}, please.`);
  if (addDays(from, MAX_STATISTICS_DAYS) < to) {
    throw fieldError('invalid_range', 'to', `The dates may be at most ${MAX_STATISTICS_DAYS} days apart.`);
  }
}
