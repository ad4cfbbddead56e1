import { Injectable } from '@nestjs/common';
import { calendarFile } from '../calendar-file/calendar-event';
import type { Asker } from './booking-access';
import { BookingAccess } from './booking-access';
import { languageOf, toCalendarEvent } from './booking.mapper';

/** Bookings as files to download. */
@Injectable()
export class BookingFileService {
  constructor(private readonly access: BookingAccess) {}

  /**
   * An iCalendar snapshot for either side, in the language of its own mails.
   * @throws DomainError `not_found`
   */
  async calendar(uid: string, asker: Asker): Promise<string> {
    const found = await this.access.open(uid, asker);
    const language = found.by === 'expert' ? (found.expert.language ?? 'en') : languageOf(found);
    return calendarFile(toCalendarEvent(found, found.expertEmail, language), null);
  }
}
