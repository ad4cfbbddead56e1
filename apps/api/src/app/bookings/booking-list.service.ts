import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { BookingsPage, BookingStatus } from '@expertbook/contracts';
import { BOOKING_STATUSES } from '@expertbook/contracts';
import type { Model, QueryFilter } from 'mongoose';
import mongoose, { Types } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { Expert } from '../experts/expert.schema';
import { DomainError, fieldError } from '../http/domain-error';
import type { BookingsQueryDto } from './booking.dto';
import { toBooking } from './booking.mapper';
import { BookingRecord } from './booking.schema';

const DEFAULT_LIMIT = 50;

/** An expert's own bookings, page by page. */
@Injectable()
export class BookingListService {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * One page, ordered by start. Group sessions appear once for each attendee.
   * @throws DomainError `validation_failed` for an unknown status or a broken cursor
   */
  async page({ expertId }: SignedInExpert, query: BookingsQueryDto): Promise<BookingsPage> {
    const now = new Date();
    const statuses = statusesOf(query.status);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const direction = query.order === 'desc' ? -1 : 1;
    const filters: QueryFilter<BookingRecord>[] = [{ expertId }, statusFilter(statuses, now)];
    if (query.from) filters.push({ end: mongoose.trusted({ $gt: new Date(query.from) }) });
    if (query.to) filters.push({ start: mongoose.trusted({ $lt: new Date(query.to) }) });
    if (query.cursor) filters.push(afterCursor(query.cursor, direction));
    const [expert, records] = await Promise.all([
      this.experts.findById(expertId).lean(),
      this.bookings
        .find({ $and: filters })
        .sort({ start: direction, _id: direction })
        .limit(limit + 1)
        .lean(),
    ]);
    if (!expert) throw new DomainError('not_found');
    const shown = records.slice(0, limit);
    const last = shown.at(-1);
    const items = shown
      .flatMap((booking) =>
        booking.attendees.map((attendee) =>
          toBooking({ booking, attendee, expert }, this.environment.publicUrl, now),
        ),
      )
      .filter(({ status }) => statuses.length === 0 || statuses.includes(status));
    return { items, nextCursor: last && records.length > limit ? cursorAt(last) : null };
  }
}

function statusesOf(text: string | undefined): BookingStatus[] {
  const statuses = (text ?? '').split(',').filter(Boolean);
  const unknown = statuses.find((status) => !(BOOKING_STATUSES as readonly string[]).includes(status));
  if (unknown !== undefined) {
    throw fieldError('validation_failed', 'status', `Status must be of ${BOOKING_STATUSES.join(', ')}.`);
  }
  return statuses as BookingStatus[];
}

/** Completed bookings are stored as confirmed ones whose end has passed. */
function statusFilter(statuses: readonly BookingStatus[], now: Date): QueryFilter<BookingRecord> {
  const notHeld = { status: mongoose.trusted({ $ne: 'held' as const }) };
  if (statuses.length === 0) return notHeld;
  const stored = statuses.filter((status) => status !== 'confirmed' && status !== 'completed');
  const either: QueryFilter<BookingRecord>[] = [
    { attendees: mongoose.trusted({ $elemMatch: { status: { $in: stored } } }) },
  ];
  if (statuses.includes('confirmed')) {
    either.push({ 'attendees.status': 'confirmed', end: mongoose.trusted({ $gt: now }) });
  }
  if (statuses.includes('completed')) {
    either.push({ 'attendees.status': 'confirmed', end: mongoose.trusted({ $lte: now }) });
  }
  return { $and: [notHeld, { $or: either }] };
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
