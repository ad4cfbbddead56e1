import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { ExternalCalendarNames, NamedCalendar } from '../availability/external-calendars';
import { ConnectedCalendarRecord } from './connected-calendar.schema';

@Injectable()
export class CalendarNames implements ExternalCalendarNames {
  constructor(
    @InjectModel(ConnectedCalendarRecord.name) private readonly calendars: Model<ConnectedCalendarRecord>,
  ) {}

  namesOf(calendarIds: readonly Types.ObjectId[]): Promise<NamedCalendar[]> {
    return this.calendars
      .find({ _id: trusted({ $in: calendarIds }) }, { name: 1 })
      .lean()
      .exec();
  }
}
