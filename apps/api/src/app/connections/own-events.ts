import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { trusted, Types } from 'mongoose';
import { BookingRecord } from '../calendars/booking.schema';
import type { CalendarRead } from './calendar-adapter';
import { sessionIdOf, sessionUidOf, uidInCalendar } from '../bookings/entry-uid';

/**
 * Finds an expert's own bookings among the events of a calendar, those of invitations by mail included. They take their time already, and an
 * entry of a group session must not close its seats. Bookings of other experts and installations are events like any other.
 */
@Injectable()
export class OwnEvents {
  constructor(@InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>) {}

  /** What was read, without times of the expert's own bookings. */
  async without(expertId: Types.ObjectId, read: CalendarRead): Promise<CalendarRead> {
    if (read.kind === 'unchanged') return read;
    const uids = new Set<string>();
    for (const { times } of read.resources) {
      for (const time of times) {
        const uid = uidInCalendar(time.uid);
        if (uid !== null) uids.add(uid);
      }
    }
    const own = await this.ownOf(expertId, uids);
    if (own.size === 0) return read;
    const isOwn = (uid: string) => own.has(uidInCalendar(uid) ?? '');
    const resources = read.resources.map(({ resource, times }) => ({
      resource,
      times: times.filter(({ uid }) => !isOwn(uid)),
    }));
    return { ...read, resources };
  }

  /** The uids of entries that are bookings of the expert: a chain of reschedules keeps the uid of its first booking. */
  private async ownOf(expertId: Types.ObjectId, uids: ReadonlySet<string>): Promise<Set<string>> {
    const own = new Set<string>();
    if (uids.size === 0) return own;
    const sessions = [...uids].flatMap((uid) => sessionIdOf(uid) ?? []);
    const [chains, found] = await Promise.all([
      this.bookings
        .find({ expertId, 'attendees.uid': trusted({ $in: [...uids] }) }, { 'attendees.uid': 1 })
        .lean<Pick<BookingRecord, 'attendees'>[]>(),
      this.bookings
        .find({ expertId, _id: trusted({ $in: sessions.map((id) => new Types.ObjectId(id)) }) }, { _id: 1 })
        .lean(),
    ]);
    for (const { attendees } of chains) {
      for (const { uid } of attendees) if (uids.has(uid)) own.add(uid);
    }
    for (const { _id } of found) own.add(sessionUidOf(_id));
    return own;
  }
}
