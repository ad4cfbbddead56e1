import { OFFSET, OFFSET_MS } from './rules';
import type { BookedPlace, World } from './world';
import { endOf, peopleOf, typeOf } from './world';

export type Body = Record<string, unknown>;

/** Compares a booking in a response with the model's. */
export function booked(world: World, booking: BookedPlace, body: Body): string | null {
  const type = typeOf(booking.type);
  const seats = type.seats > 1 ? { seats: type.seats, seatsTaken: peopleOf(world, booking) } : null;
  const { start, minutes, status, cancelReason, cancelledBy, rescheduledFrom, rescheduledTo } = booking;
  const expected = {
    status,
    start: localText(start) + OFFSET,
    end: localText(endOf(start, minutes)) + OFFSET,
    duration: minutes,
    slug: type.slug,
    email: booking.email,
    meeting: status === 'confirmed',
    cancelReason,
    cancelledBy,
    rescheduledFrom,
    rescheduledTo,
    session: seats,
  };
  const got = {
    status: body['status'],
    start: String(body['start']).replace(':00+', '+'),
    end: String(body['end']).replace(':00+', '+'),
    duration: body['duration'],
    slug: (body['eventType'] as Body | undefined)?.['slug'],
    email: (body['attendee'] as Body | undefined)?.['email'],
    meeting: typeof body['meetingUrl'] === 'string',
    cancelReason: body['cancelReason'],
    cancelledBy: body['cancelledBy'],
    rescheduledFrom: body['rescheduledFrom'],
    rescheduledTo: body['rescheduledTo'],
    session: body['session'],
  };
  return differing(expected, got);
}

/** `YYYY-MM-DDTHH:mm` in the expert's wall time. */
export function localText(instant: number): string {
  return new Date(instant + OFFSET_MS).toISOString().slice(0, 16);
}

/** Start and end in a response as epoch milliseconds. */
export function spanOf(body: Body): { start: number; end: number } {
  return { start: Date.parse(String(body['start'])), end: Date.parse(String(body['end'])) };
}

/** The difference between two JSON values, or null. */
export function differing(expected: unknown, got: unknown): string | null {
  const [a, b] = [JSON.stringify(expected), JSON.stringify(got)];
  return a === b ? null : `expected ${a.slice(0, 2000)}, got ${b.slice(0, 2000)}`;
}
