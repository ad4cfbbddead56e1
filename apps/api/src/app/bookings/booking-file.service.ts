import { Injectable } from '@nestjs/common';
import { calendarFile } from '../calendar-file/calendar-event';
import type { Asker } from './booking-access';
import { BookingAccess } from './booking-access';
import { toCalendarEvent } from './booking.mapper';

/** Bookings as files to download. */
@Injectable()
export class BookingFileService {
  constructor(private readonly access: BookingAccess) {}

  /**
   * An iCalendar snapshot for either side.
   * @throws DomainError `not_found`
   */
  async calendar(uid: string, asker: Asker): Promise<string> {
    const found = await this.access.open(uid, asker);
    return calendarFile(toCalendarEvent(found, found.expertEmail), null);
  }
}
