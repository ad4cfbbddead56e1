import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { BookingStatistics, BookingStatus } from '@expertbook/contracts';
import { MAX_STATISTICS_DAYS } from '@expertbook/contracts';
import { addDays, toInstant } from '@expertbook/scheduling';
import type { Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { BookingRecord } from '../calendars/booking.schema';
import { fieldError } from '../http/domain-error';
import type { CountedSession } from './booking-figures';
import { bookingFigures } from './booking-figures';
import type { BookingStatisticsQueryDto } from './statistics.dto';

type GroupRecord = Pick<BookingRecord, 'eventTypeId' | 'start' | 'duration' | 'attendees'>;
type SingleRecord = Pick<BookingRecord, 'start' | 'duration'> & { status: BookingStatus };

const FIGURES_INDEX = 'expert_figures';
/** Sessions converted in one turn of the loop. */
const BATCH = 1000;

/** The last date that can be counted. */
const LAST_DATE = '9998-12-31';

/** Statistics of an expert's bookings. */
@Injectable()
export class StatisticsService {
  constructor(@InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>) {}

  /**
   * Statistics of a range of dates in the expert's zone, from an index read bounded by the range.
   * @throws DomainError `invalid_range` for one that is too long or ends before it begins
   */
  async figures(
    { expertId, timeZone }: Pick<SignedInExpert, 'expertId' | 'timeZone'>,
    { from, to }: BookingStatisticsQueryDto,
  ): Promise<BookingStatistics> {
    assertValidRange(from, to);
    const begin = new Date(toInstant(timeZone, from, 0));
    const end = new Date(toInstant(timeZone, addDays(to, 1), 0));
    const [single, group] = await Promise.all([
      this.singleSessions(expertId, begin, end),
      this.bookings
        .find(
          { expertId, start: trusted({ $gte: begin, $lt: end }), seats: trusted({ $gt: 1 }) },
          { eventTypeId: 1, start: 1, duration: 1, 'attendees.status': 1 },
        )
        .hint(FIGURES_INDEX)
        .lean<GroupRecord[]>(),
    ]);
    return bookingFigures([...single, ...groupSessions(group)], { from, to, timeZone });
  }

  /** From the index alone: a single session has its attendee's status. Holds and blocks are not counted. */
  private async singleSessions(expertId: Types.ObjectId, begin: Date, end: Date): Promise<CountedSession[]> {
    // By the driver: Mongoose would take as long again without converting anything.
    const records = this.bookings.collection.find<SingleRecord>(
      { expertId, start: { $gte: begin, $lt: end }, seats: 1 },
      { projection: { _id: 0, start: 1, duration: 1, status: 1 }, hint: FIGURES_INDEX, batchSize: BATCH },
    );
    const sessions: CountedSession[] = [];
    for await (const { start, duration, status } of records) {
      sessions.push({ start, duration, statuses: [status] });
    }
    return sessions;
  }
}

/**
 * A group session counts once, even with several documents: attendees who left a full session are in a document of
 * their own, and so are attendees who join after all others have left.
 */
function groupSessions(records: readonly GroupRecord[]): CountedSession[] {
  const sessions = new Map<string, CountedSession>();
  for (const { eventTypeId, start, duration, attendees } of records) {
    const key = `${String(eventTypeId)} ${+start} ${duration}`;
    const others = sessions.get(key)?.statuses ?? [];
    sessions.set(key, { start, duration, statuses: [...others, ...attendees.map(({ status }) => status)] });
  }
  return [...sessions.values()];
}

function assertValidRange(from: string, to: string): void {
  if (from > to) throw fieldError('invalid_range', 'to', 'The last date must not be before the first.');
  if (to > LAST_DATE) throw fieldError('invalid_range', 'to', `No date after ${LAST_DATE}, please.`);
  if (addDays(from, MAX_STATISTICS_DAYS) < to) {
    throw fieldError('invalid_range', 'to', `The dates may be at most ${MAX_STATISTICS_DAYS} days apart.`);
  }
}
