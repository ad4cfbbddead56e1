import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ErasedClient } from '@expertbook/contracts';
import type { Model, Types } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { BookingAccess } from '../bookings/booking-access';
import { BookingTransitions } from '../bookings/booking-transitions';
import { NO_BOOKINGS } from '../bookings/booking-filters';
import type { AttendeeRecord } from '../calendars/booking.schema';
import { BookingRecord } from '../calendars/booking.schema';
import { runsOf } from '../bookings/search-words';
import { DomainError } from '../http/domain-error';
import { addressKey } from '../http/email-address';
import { inSlices } from '../http/in-slices';
import { logEvent } from '../observability/log-event';
import type { ErasableBooking } from './erased';
import { erasureOf } from './erased';
import { ClientTraces } from './traces.service';

const BATCH = 200;
const NEEDED = { title: 1, attendees: 1, search: 1, end: 1 } as const;

type Found = ErasableBooking & Pick<BookingRecord, 'end'>;

/** Erases a client for an expert: the person with one address, in every booking with that expert. */
@Injectable()
export class ClientErasure {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    private readonly access: BookingAccess,
    private readonly moves: BookingTransitions,
    private readonly traces: ClientTraces,
  ) {}

  /**
   * Cancels future bookings with the client, with mails, then removes all personal data from all their bookings with
   * the expert. After an interruption the same request continues; a repetition changes nothing.
   * @throws DomainError `not_found`, `busy_try_again`
   */
  async erase(uid: string, expert: SignedInExpert): Promise<ErasedClient> {
    const { attendee } = await this.access.open(uid, { token: null, expert });
    if (attendee.erasedAt) return { erased: 0, cancelled: 0 };
    const key = addressKey(attendee.email);
    const isMeant = (one: AttendeeRecord) => addressKey(one.email) === key;
    const cancelled = await this.cancelComing(expert, attendee.email, isMeant);
    const uids: string[] = [];
    // The requested booking comes last: until it is done, the same request finds the address.
    const isAsked = ({ attendees }: Found) => attendees.some((one) => one.uid === uid);
    const all = await this.findAll(expert.expertId, attendee.email);
    for (const booking of all.sort((a, b) => Number(isAsked(a)) - Number(isAsked(b)))) {
      uids.push(...booking.attendees.filter(isMeant).map((one) => one.uid));
      const erasure = erasureOf(booking, new Date(), isMeant, (guest) => addressKey(guest) === key);
      if (!erasure) continue;
      const { update, arrayFilters } = erasure;
      await this.bookings.collection.updateOne({ _id: booking._id }, update, { arrayFilters });
    }
    await this.traces.forget(uids, cancelled, attendee.email);
    logEvent('client.erased', { accountId: expert.userId });
    return { erased: uids.length, cancelled: cancelled.length };
  }

  private async cancelComing(
    expert: SignedInExpert,
    address: string,
    isMeant: (attendee: AttendeeRecord) => boolean,
  ): Promise<string[]> {
    const cancelled: string[] = [];
    const now = new Date();
    for (const { end, attendees } of await this.findAll(expert.expertId, address)) {
      if (end <= now) continue;
      for (const { uid, status } of attendees.filter(isMeant)) {
        if (status !== 'pending' && status !== 'confirmed') continue;
        const done = await this.moves
          .apply(uid, { token: null, expert }, 'cancelled')
          .then(() => true, ignoreTransition);
        if (done) cancelled.push(uid);
      }
    }
    return cancelled;
  }

  /**
   * The bookings in which the address is that of a client or guest. Uses the index of search words, which bookings of
   * older versions may lack.
   */
  private async findAll(expertId: Types.ObjectId, address: string): Promise<Found[]> {
    // Of the local part, which few addresses share.
    const [word] = runsOf(address.slice(0, address.lastIndexOf('@'))).sort((a, b) => b.length - a.length);
    const candidates = this.bookings.collection.find<Found>(
      { expertId, status: { $nin: [...NO_BOOKINGS] }, ...(word && { search: { $in: [word, null] } }) },
      { projection: NEEDED, batchSize: BATCH, ...(word && { hint: 'expert_search' }) },
    );
    const key = addressKey(address);
    const found: Found[] = [];
    for await (const one of inSlices(candidates)) {
      const addresses = one.attendees.flatMap(({ email, guests = [] }) => [email, ...guests]);
      if (addresses.some((other) => addressKey(other) === key)) found.push(one);
    }
    return found;
  }
}

/** Ignores that it has started and ended, or that the client cancelled or rescheduled first. */
function ignoreTransition(error: unknown): false {
  if (error instanceof DomainError && error.code === 'illegal_transition') return false;
  throw error;
}
