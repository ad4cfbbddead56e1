import type { BookingStatus } from '@expertbook/contracts';
import { BOOKING_STATUSES } from '@expertbook/contracts';
import type { QueryFilter } from 'mongoose';
import mongoose, { Types } from 'mongoose';
import { fieldError } from '../http/domain-error';
import type { BookingsQueryDto } from './booking.dto';
import type { AttendeeRecord, BookingRecord, ClaimStatus } from '../calendars/booking.schema';
import { statusAt } from './booking-status';
import { runsOf } from './search-words';

/** Filters of bookings, for lists and exports. */
export type BookingsWanted = Pick<BookingsQueryDto, 'status' | 'from' | 'to' | 'q' | 'eventTypeId'>;

export interface BookingFilters {
  /** For the database; may include sessions of which `shows` selects no attendee. */
  stored: QueryFilter<BookingRecord>[];
  /** Whether this attendee of a stored session matches. */
  shows: (booking: BookingRecord, attendee: AttendeeRecord) => boolean;
}

const MAX_WORDS = 8;
/** Claims that are not bookings. */
export const NO_BOOKINGS = ['held', 'blocked'] as ClaimStatus[];
/** Maximum length of a session (`DurationsField`): one that ends after an instant starts at most this long before it. */
const MAX_SESSION_MS = 86_400_000;

/**
 * The filters of a list of one expert's bookings, bounded so that an index finds them without reading the rest of an
 * expert's past.
 * @param now decides which confirmed bookings count as completed
 * @param indexed whether all of the expert's bookings have their `search` words
 * @throws DomainError `validation_failed` for an unknown status
 */
export function bookingFilters(
  expertId: Types.ObjectId,
  wanted: BookingsWanted,
  now: Date,
  indexed: boolean,
): BookingFilters {
  const statuses = statusesOf(wanted.status);
  const words = wordsOf(wanted.q);
  const stored: QueryFilter<BookingRecord>[] = [
    { expertId },
    { status: mongoose.trusted({ $nin: NO_BOOKINGS }) },
    ...statusFilter(statuses, now),
    ...(indexed
      ? runsOf(wanted.q ?? '')
          .slice(0, MAX_WORDS)
          .map(beginsWith)
      : []),
    ...words.map(wordFilter),
  ];
  if (wanted.from) stored.push(...endsAfter(new Date(wanted.from)));
  if (wanted.to) stored.push({ start: mongoose.trusted({ $lt: new Date(wanted.to) }) });
  if (wanted.eventTypeId) stored.push({ eventTypeId: new Types.ObjectId(wanted.eventTypeId) });
  const patterns = words.map((word) => new RegExp(word, 'iu'));
  return {
    stored,
    shows: (booking, attendee) =>
      (statuses.length === 0 || statuses.includes(statusAt(attendee.status, booking.end, now))) &&
      patterns.every((pattern) =>
        [booking.title, attendee.name, attendee.email, ...(attendee.guests ?? [])].some((text) =>
          pattern.test(text),
        ),
      ),
  };
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
function statusFilter(statuses: readonly BookingStatus[], now: Date): QueryFilter<BookingRecord>[] {
  if (statuses.length === 0) return [];
  const [ahead, over] = [statuses.includes('confirmed'), statuses.includes('completed')];
  const whenever: BookingStatus[] = statuses.filter(
    (status) => status !== 'confirmed' && status !== 'completed',
  );
  if (ahead && over) whenever.push('confirmed');
  const either: QueryFilter<BookingRecord>[] = [];
  if (whenever.length > 0) either.push({ 'attendees.status': mongoose.trusted({ $in: whenever }) });
  if (ahead && !over) {
    either.push({ $and: [{ 'attendees.status': 'confirmed' as const }, ...endsAfter(now)] });
  }
  if (over && !ahead) {
    const end = mongoose.trusted({ $lte: now });
    either.push({ 'attendees.status': 'confirmed', start: mongoose.trusted({ $lt: now }), end });
  }
  const [only, ...others] = either;
  return only && others.length === 0 ? [only] : [{ $or: either }];
}

/** Sessions that end after it; also bounded by their start, because lists are sorted by start. */
function endsAfter(instant: Date): QueryFilter<BookingRecord>[] {
  const earliest = new Date(instant.getTime() - MAX_SESSION_MS);
  return [{ start: mongoose.trusted({ $gte: earliest }) }, { end: mongoose.trusted({ $gt: instant }) }];
}

/** With the index of words. */
function beginsWith(run: string): QueryFilter<BookingRecord> {
  return { search: mongoose.trusted({ $regex: `^${run}` }) } as QueryFilter<BookingRecord>;
}

/** Patterns that match the words literally, with any characters. */
function wordsOf(q: string | undefined): string[] {
  const words = (q ?? '').split(/\s+/u).filter(Boolean);
  return [...new Set(words)].slice(0, MAX_WORDS).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
}

function wordFilter(word: string): QueryFilter<BookingRecord> {
  const like = () => mongoose.trusted({ $regex: word, $options: 'i' });
  return {
    $or: [
      { title: like() },
      { 'attendees.name': like() },
      { 'attendees.email': like() },
      { 'attendees.guests': like() },
    ],
  } as QueryFilter<BookingRecord>;
}
