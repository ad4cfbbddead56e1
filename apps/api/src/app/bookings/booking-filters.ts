import type { BookingStatus } from '@expertbook/contracts';
import { BOOKING_STATUSES } from '@expertbook/contracts';
import type { QueryFilter } from 'mongoose';
import mongoose, { Types } from 'mongoose';
import { fieldError } from '../http/domain-error';
import type { BookingsQueryDto } from './booking.dto';
import type { AttendeeRecord, BookingRecord, ClaimStatus } from './booking.schema';
import { statusAt } from './booking-status';

/** What narrows a list of bookings, whichever way it goes out. */
export type BookingsWanted = Pick<BookingsQueryDto, 'status' | 'from' | 'to' | 'q' | 'eventTypeId'>;

export interface BookingFilters {
  /** For the database; may let through sessions of which `shows` takes nobody. */
  stored: QueryFilter<BookingRecord>[];
  /** Whether this attendee of a session that came through is meant. */
  shows: (booking: BookingRecord, attendee: AttendeeRecord) => boolean;
}

const MOST_WORDS = 8;
/** Claims that are nobody's booking. */
const NO_BOOKINGS = ['held', 'blocked'] as ClaimStatus[];

/**
 * The filters of a list of one expert's bookings.
 * @param now decides which confirmed bookings count as completed
 * @throws DomainError `validation_failed` for an unknown status
 */
export function bookingFilters(expertId: Types.ObjectId, wanted: BookingsWanted, now: Date): BookingFilters {
  const statuses = statusesOf(wanted.status);
  const words = wordsOf(wanted.q);
  const stored: QueryFilter<BookingRecord>[] = [
    { expertId },
    { status: mongoose.trusted({ $nin: NO_BOOKINGS }) },
    ...statusFilter(statuses, now),
    ...words.map(wordFilter),
  ];
  if (wanted.from) stored.push({ end: mongoose.trusted({ $gt: new Date(wanted.from) }) });
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
  return [{ $or: either }];
}

/** Patterns that match the words themselves, whatever they are made of. */
function wordsOf(q: string | undefined): string[] {
  const words = (q ?? '').split(/\s+/u).filter(Boolean);
  return [...new Set(words)].slice(0, MOST_WORDS).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
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
