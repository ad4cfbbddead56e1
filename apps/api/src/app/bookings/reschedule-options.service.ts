import { Injectable } from '@nestjs/common';
import type { SlotsResponse } from '@expertbook/contracts';
import { DomainError } from '../http/domain-error';
import type { Offer } from '../availability/offer';
import { OffersReader } from '../availability/offers.reader';
import { offeredDuration, SlotsService } from '../slots/slots.service';
import type { AccessedBooking, Requester } from './booking-access';
import { BookingAccess } from './booking-access';
import { assertTransition, statusAt } from './booking-status';
import type { BookingRecord } from '../calendars/booking.schema';
import type { MoveTimesQueryDto } from './move-times.dto';

/** The times a booking can be rescheduled to: one decision for the listing and for the reschedule itself. */
@Injectable()
export class RescheduleOptions {
  constructor(
    private readonly access: BookingAccess,
    private readonly offers: OffersReader,
    private readonly slots: SlotsService,
  ) {}

  /**
   * Free starts to reschedule a booking to, by local date of the query's zone. Its own time counts as free, but its
   * current start is not listed.
   * @throws DomainError `not_found`, `illegal_transition`, `event_type_inactive` for clients, `invalid_range`,
   *   `invalid_duration`
   */
  async list(uid: string, requester: Requester, query: MoveTimesQueryDto): Promise<SlotsResponse> {
    const seen = await this.access.open(uid, requester);
    assertMovable(seen);
    const offer = await this.offerOf(seen);
    const duration = this.durationOf(seen, offer, query.duration);
    const [own] = ownTime(seen.booking);
    const { response } = await this.slots.of(offer, duration, query, own && { ...own, staysInTheWay: false });
    return without(response, (start) => isWhereItIs(seen.booking, start, duration));
  }

  /**
   * The event type by which a booking is rescheduled. Its expert can reschedule it whether or not clients can still
   * book that event type, because existing appointments remain. A client can always cancel, but a new time needs an
   * event type that is switched on.
   * @throws DomainError `event_type_inactive`
   */
  async offerOf({ booking, by }: AccessedBooking): Promise<Offer> {
    if (by === 'expert') return this.offers.forExpert(booking.eventTypeId);
    return this.offers.byEventType(booking.eventTypeId).catch((error: unknown) => {
      const isGone = error instanceof DomainError && error.code === 'not_found';
      throw isGone ? new DomainError('event_type_inactive') : error;
    });
  }

  /**
   * Minutes of the rescheduled booking: unchanged unless requested otherwise; for the expert also a length that is no
   * longer offered.
   * @throws DomainError `invalid_duration`
   */
  durationOf({ booking, by }: AccessedBooking, offer: Offer, requested: number | undefined): number {
    const wanted = requested ?? booking.duration;
    return by === 'expert' && wanted === booking.duration ? wanted : offeredDuration(offer, wanted);
  }
}

/** @throws DomainError `illegal_transition` for a booking that is not in the future */
export function assertMovable({ attendee, booking }: AccessedBooking): void {
  const now = new Date();
  assertTransition(statusAt(attendee.status, booking.end, now), 'rescheduled');
  if (booking.start <= now) {
    throw new DomainError('illegal_transition', {
      detail: 'A session that has started can’t be rescheduled.',
    });
  }
}

/** Whether the session continues when one of its attendees leaves it. */
export function leavesOthers({ seatsTaken }: Pick<BookingRecord, 'seatsTaken'>): boolean {
  return seatsTaken > 1;
}

/** The claim that does not block its own reschedule; a session that others stay in is not freed. */
export function ownTime(booking: BookingRecord): BookingRecord[] {
  return leavesOthers(booking) ? [] : [booking];
}

/** Whether a booking already has this start (epoch milliseconds) and duration (minutes), so that it is no new time. */
export function isWhereItIs(booking: BookingRecord, start: number, duration: number): boolean {
  return booking.start.getTime() === start && booking.duration === duration;
}

/**
 * A single session keeps its link. A group's link stays with its remaining attendees, and another kind of location
 * gets another one.
 */
export function keepsMeeting({ booking }: AccessedBooking, { eventType }: Offer): boolean {
  const { kind, value } = eventType.location;
  const samePlace = booking.location.kind === kind && booking.location.value === value;
  return samePlace && booking.seats === 1 && eventType.seats === 1;
}

function without(response: SlotsResponse, isLeftOut: (start: number) => boolean): SlotsResponse {
  const days = Object.entries(response.slots).map(
    ([date, slots]) => [date, slots.filter(({ start }) => !isLeftOut(Date.parse(start)))] as const,
  );
  return { ...response, slots: Object.fromEntries(days.filter(([, slots]) => slots.length > 0)) };
}
