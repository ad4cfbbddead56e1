import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { PublicEventTypePage } from '@expertbook/contracts';
import { LIVE_STATUSES } from '@expertbook/contracts';
import type { ClientSession, Model, Types } from 'mongoose';
import { BookingRecord } from '../calendars/booking.schema';
import { DomainError } from '../http/domain-error';
import { hashToken } from '../tokens/random-token';
import type { AccessKey } from '../auth/access-key';
import { BookingLinkRecord } from './booking-link.schema';

/** The fields that decide about access to an event type. Older ones have no `private`. */
interface Guarded {
  eventType: { _id: Types.ObjectId; expertId: Types.ObjectId; private?: boolean };
}

/** A padded interval. */
type OwnTime = Pick<BookingRecord, 'padStart' | 'padEnd'>;

/** Public access. */
export const NO_KEY: AccessKey = { linkToken: null, bookingUid: null, manageToken: null };

/** The one place that decides who may see and book an event type. */
@Injectable()
export class LinkAccess {
  constructor(
    @InjectModel(BookingLinkRecord.name) private readonly links: Model<BookingLinkRecord>,
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
  ) {}

  /**
   * Authorizes access: public for event types that are not private, otherwise for the holder of a valid link, of a
   * live booking of the event type (to reschedule it), and for its expert. Without a link token, and for public event
   * types, it reads nothing.
   * @returns the link that was used, or null
   * @throws DomainError `not_found` without a key or for an unknown secret (also where no key is needed, because the
   *     link is dead), `link_used`, `link_expired`
   */
  async authorize({ eventType }: Guarded, key: AccessKey): Promise<BookingLinkRecord | null> {
    if (key.linkToken === null && !eventType.private) return null;
    let refusal = new DomainError('not_found');
    if (key.linkToken !== null) {
      const link = await this.links
        .findOne({ tokenHash: hashToken(key.linkToken), eventTypeId: eventType._id })
        .lean();
      const problem = link ? problemOf(link) : refusal;
      if (link && !problem) return link;
      refusal = problem ?? refusal;
    }
    if (key.expertId?.equals(eventType.expertId)) return null;
    if (await this.liveBooking(eventType._id, key)) return null;
    throw refusal;
  }

  /**
   * Uses up a single-use link in the transaction of the booking made through it; other links do not change.
   * @param attendeeUid of the booking
   * @throws DomainError `link_used`, `link_expired`; `not_found` when it was revoked in the meantime
   */
  async useUp({ _id, kind }: BookingLinkRecord, attendeeUid: string, session: ClientSession): Promise<void> {
    const now = new Date();
    const link = await this.links.findById(_id).session(session).lean();
    if (!link) throw new DomainError('not_found');
    const problem = problemOf(link);
    if (problem) throw problem;
    if (kind !== 'one_off') return;
    const { modifiedCount } = await this.links.updateOne(
      { _id, usedAt: null },
      { $set: { usedAt: now, usedBy: attendeeUid } },
      { session },
    );
    if (modifiedCount === 0) throw new DomainError('link_used');
  }

  /**
   * The time of the live booking that the key's holder reschedules, if they are its only attendee: it does not count
   * towards the limits of the new time. Null without such a key.
   */
  async movedTime({ eventType }: Guarded, key: AccessKey): Promise<OwnTime | null> {
    const booking = await this.liveBooking(eventType._id, key);
    return booking && booking.seatsTaken === 1 ? booking : null;
  }

  private async liveBooking(
    eventTypeId: Types.ObjectId,
    key: AccessKey,
  ): Promise<(OwnTime & Pick<BookingRecord, 'seatsTaken'>) | null> {
    if (key.bookingUid === null || key.manageToken === null) return null;
    const booking = await this.bookings
      .findOne(
        { 'attendees.uid': key.bookingUid, eventTypeId },
        { attendees: 1, padStart: 1, padEnd: 1, seatsTaken: 1 },
      )
      .lean();
    const attendee = booking?.attendees.find(({ uid }) => uid === key.bookingUid);
    if (!attendee || !(LIVE_STATUSES as readonly string[]).includes(attendee.status)) return null;
    return attendee.tokenHashes.includes(hashToken(key.manageToken)) ? booking : null;
  }
}

/** The state of the link, for the page that it opened. */
export function toShownLink(link: BookingLinkRecord | null): PublicEventTypePage['link'] {
  return link && { kind: link.kind, expiresAt: link.expiresAt?.toISOString() ?? null };
}

function problemOf({ usedAt, expiresAt }: BookingLinkRecord): DomainError | null {
  if (usedAt) return new DomainError('link_used');
  return expiresAt && expiresAt <= new Date() ? new DomainError('link_expired') : null;
}
