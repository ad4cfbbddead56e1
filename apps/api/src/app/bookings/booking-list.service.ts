import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Booking, BookingsPage } from '@expertbook/contracts';
import type { Model, QueryFilter } from 'mongoose';
import mongoose, { Types } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { Expert } from '../offerings/expert.schema';
import { DomainError, fieldError } from '../http/domain-error';
import { inSlices } from '../http/in-slices';
import type { BookingsExportQueryDto, BookingsQueryDto } from './booking.dto';
import { bookingFilters } from './booking-filters';
import { BookingSearch } from './booking-search.service';
import { toBooking } from './booking.mapper';
import { BookingRecord } from '../calendars/booking.schema';

const DEFAULT_LIMIT = 50;
/** Documents the driver converts in one turn of the loop. */
const BATCH = 100;
/** A search without a match examines every booking the expert ever had. */
const MAX_TIME_MS = 2000;

/** An expert's own bookings, page by page or all of them. */
@Injectable()
export class BookingListService {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly search: BookingSearch,
  ) {}

  /**
   * One page, ordered by start. Group sessions appear once for each attendee.
   * @throws DomainError `validation_failed` for an unknown status or a broken cursor
   */
  async page({ expertId }: SignedInExpert, query: BookingsQueryDto): Promise<BookingsPage> {
    const now = new Date();
    const { stored, shows } = bookingFilters(expertId, query, now, await this.hasWords(expertId, query));
    const limit = query.limit ?? DEFAULT_LIMIT;
    const direction = directionOf(query.order);
    const filters = [...stored];
    if (query.cursor) filters.push(afterCursor(query.cursor, direction));
    const [expert, records] = await Promise.all([
      this.experts.findById(expertId).lean(),
      this.bookings
        .find({ $and: filters })
        .sort({ start: direction, _id: direction })
        .limit(limit + 1)
        .maxTimeMS(MAX_TIME_MS)
        .lean()
        .exec()
        .catch(explainSlow),
    ]);
    if (!expert) throw new DomainError('not_found');
    const shown = records.slice(0, limit);
    const last = shown.at(-1);
    const items = shown.flatMap((booking) =>
      booking.attendees
        .filter((attendee) => shows(booking, attendee))
        .map((attendee) => toBooking({ booking, attendee, expert }, this.environment.publicUrl, now)),
    );
    return { items, nextCursor: last && records.length > limit ? cursorAt(last) : null };
  }

  /**
   * All of them, read while they are sent, so that a long list needs no more memory than a short one.
   * @throws DomainError `validation_failed` for an unknown status, at once and not in the middle
   */
  async all(
    { expertId }: Pick<SignedInExpert, 'expertId'>,
    query: BookingsExportQueryDto,
  ): Promise<AsyncIterable<Booking>> {
    const now = new Date();
    const { stored, shows } = bookingFilters(expertId, query, now, await this.hasWords(expertId, query));
    const direction = directionOf(query.order);
    const expert = await this.experts.findById(expertId).lean();
    if (!expert) throw new DomainError('not_found');
    const records = this.bookings
      .find({ $and: stored })
      .sort({ start: direction, _id: direction })
      .lean()
      .cursor({ batchSize: BATCH }) as AsyncIterable<BookingRecord>;
    const { publicUrl } = this.environment;
    return (async function* () {
      for await (const booking of inSlices(records)) {
        for (const attendee of booking.attendees) {
          if (shows(booking, attendee)) yield toBooking({ booking, attendee, expert }, publicUrl, now);
        }
      }
    })();
  }

  private async hasWords(expertId: Types.ObjectId, { q }: BookingsExportQueryDto): Promise<boolean> {
    return Boolean(q) && (await this.search.isComplete(expertId));
  }
}

function explainSlow(error: unknown): never {
  const CODE_MAX_TIME = 50;
  if (!(error instanceof mongoose.mongo.MongoServerError && error.code === CODE_MAX_TIME)) throw error;
  throw new DomainError('busy_try_again', {
    detail: 'This search takes too long. Narrow it with dates or an event type.',
    retryAfter: 5,
    cause: error,
  });
}

function directionOf(order: 'asc' | 'desc' | undefined): 1 | -1 {
  return order === 'desc' ? -1 : 1;
}

function cursorAt({ start, _id }: Pick<BookingRecord, 'start' | '_id'>): string {
  return Buffer.from(`${start.getTime()}.${String(_id)}`).toString('base64url');
}

function afterCursor(cursor: string, direction: 1 | -1): QueryFilter<BookingRecord> {
  const [, time, id] = /^(\d{1,15})\.([0-9a-f]{24})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (!time || !id) throw fieldError('validation_failed', 'cursor', 'Cursor is not one this API gave.');
  const start = new Date(Number(time));
  const beyond = direction === 1 ? '$gt' : '$lt';
  return {
    $or: [
      { start: mongoose.trusted({ [beyond]: start }) },
      { start, _id: mongoose.trusted({ [beyond]: new Types.ObjectId(id) }) },
    ],
  } as QueryFilter<BookingRecord>;
}
