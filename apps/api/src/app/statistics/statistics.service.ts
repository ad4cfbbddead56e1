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
import { bookingFigures } from './booking-figures';
import type { BookingStatisticsQueryDto } from './statistics.dto';

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
        { start: 1, duration: 1, 'attendees.status': 1 },
      )
      .lean<Pick<BookingRecord, 'start' | 'duration' | 'attendees'>[]>();
    // Holds and blocks have no attendees, so no status that counts.
    const sessions = records.map(({ start, duration, attendees }) => ({
      start,
      duration,
      statuses: attendees.map(({ status }) => status),
    }));
    return bookingFigures(sessions, { from, to, timeZone });
  }
}

function refuseBadRange(from: string, to: string): void {
  if (from > to) throw fieldError('invalid_range', 'to', 'The last date must not be before the first.');
  if (to > LAST_DATE) throw fieldError('invalid_range', 'to', `No date after ${LAST_DATE}, please.`);
  if (addDays(from, MAX_STATISTICS_DAYS) < to) {
    throw fieldError('invalid_range', 'to', `The dates may be at most ${MAX_STATISTICS_DAYS} days apart.`);
  }
}
