import { Injectable } from '@nestjs/common';
import { calendarFile } from '../calendar-file/calendar-event';
import type { Asker } from './booking-access';
import { BookingAccess } from './booking-access';
import { CalendarTickets } from './calendar-tickets';
import { languageOf, toCalendarEvent } from './booking.mapper';

/** Bookings as files to download. */
@Injectable()
export class BookingFileService {
  constructor(
    private readonly access: BookingAccess,
    private readonly tickets: CalendarTickets,
  ) {}

  /**
   * An iCalendar snapshot for either side, in the language of its own mails.
   * @param ticket of a signed link, which opens this file alone
   * @throws DomainError `not_found`
   */
  async calendar(uid: string, asker: Asker, ticket: string | null): Promise<string> {
    const byTicket = ticket !== null && this.tickets.opens(uid, ticket, Date.now());
    const found = await this.access.open(uid, { ...asker, byTicket });
    const language = found.by === 'expert' ? (found.expert.language ?? 'en') : languageOf(found);
    return calendarFile(toCalendarEvent(found, found.expertEmail, language), null);
  }
}
