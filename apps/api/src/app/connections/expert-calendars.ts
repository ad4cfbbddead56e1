import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import type { CalendarChange } from '../calendars/calendar.schema';
import { Expert } from '../offerings/expert.schema';
import { ConnectedCalendarRecord } from './connected-calendar.schema';

/** A change of which calendars count: pages read everything again. */
export const CALENDARS_CHANGED: CalendarChange = {
  reason: 'schedule',
  taken: [],
  freed: [],
  bookingIds: [],
};

/** Which connected calendars take an expert's time, and which one receives bookings, on the expert's document: deciding about times reads it anyway. */
@Injectable()
export class ExpertCalendars {
  constructor(
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(ConnectedCalendarRecord.name) private readonly calendars: Model<ConnectedCalendarRecord>,
  ) {}

  /** Writes the whole list, in the transaction that changed a calendar. */
  async update(expertId: Types.ObjectId, session: ClientSession): Promise<void> {
    const all = await this.calendars
      .find(
        { expertId, $or: [{ countsAsBusy: true }, { receivesBookings: true }] },
        { countsAsBusy: 1, receivesBookings: 1, eventTypeIds: 1, isStale: 1, whenStale: 1 },
      )
      .sort({ _id: 1 })
      .session(session)
      .lean();
    const calendars = all.filter(({ countsAsBusy }) => countsAsBusy);
    const bookingsCalendarId = all.find(({ receivesBookings }) => receivesBookings)?._id;
    const externalCalendars = calendars.map(({ _id, eventTypeIds, isStale, whenStale }) => ({
      calendarId: _id,
      eventTypeIds,
      isClosed: isStale && whenStale === 'closed',
    }));
    const $set = {
      ...(externalCalendars.length > 0 && { externalCalendars }),
      ...(bookingsCalendarId && { bookingsCalendarId }),
    };
    const $unset = {
      ...(externalCalendars.length === 0 && { externalCalendars: 1 }),
      ...(!bookingsCalendarId && { bookingsCalendarId: 1 }),
    } as const;
    const change = {
      ...(Object.keys($set).length > 0 && { $set }),
      ...(Object.keys($unset).length > 0 && { $unset }),
    };
    await this.experts.collection.updateOne({ _id: expertId }, change, { session });
  }
}
