import { Inject, Injectable } from '@nestjs/common';
import { calendarFile } from '../calendar-file/calendar-event';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { EventTypesService } from '../event-types/event-types.service';
import { labelledAnswers } from './answers';
import type { Requester } from './booking-access';
import { BookingAccess } from './booking-access';
import { CalendarTickets } from './calendar-tickets';
import { bookingUrls, languageOf, toCalendarEvent } from './booking.mapper';

/** Bookings as files to download. */
@Injectable()
export class BookingFileService {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly access: BookingAccess,
    private readonly tickets: CalendarTickets,
    private readonly eventTypes: EventTypesService,
  ) {}

  /**
   * An iCalendar snapshot for either side, in the language of its own mails, with the client's answers. A request with
   * the manage token gets its own link in it.
   * @param ticket of a signed link, which opens this file alone
   * @throws DomainError `not_found`
   */
  async calendar(uid: string, requester: Requester, ticket: string | null): Promise<string> {
    const byTicket = ticket !== null && this.tickets.opens(uid, ticket, Date.now());
    const found = await this.access.open(uid, { ...requester, byTicket });
    const language = found.by === 'expert' ? (found.expert.language ?? 'en') : languageOf(found);
    const { questions } = await this.eventTypes.booked(found.booking.eventTypeId);
    const { token } = requester;
    const isClients = found.by === 'client' && token !== null && !byTicket;
    const event = toCalendarEvent(found, found.expertEmail, language, {
      answers: labelledAnswers(questions, found.attendee.answers),
      manage: isClients ? bookingUrls(this.environment.publicUrl, uid).manage(token) : null,
    });
    return calendarFile(event, null);
  }
}
