import type { Language } from '@expertbook/contracts';
import type { BookingMailPayload } from './booking-mails';
import type { MailLocale } from './mail-locale';
import { mailLocale } from './mail-locale';

/**
 * The reader's language: experts as set in their account, clients as on the booking page, guests as the client who
 * invited them.
 */
export function mailLanguage({ recipient, expert, attendee }: BookingMailPayload): Language {
  return (recipient === 'expert' ? expert.language : (attendee.language ?? expert.language)) ?? 'en';
}

/** The reader's locale: experts have their own hour cycle, clients and guests the one of the client's page. */
export function readerLocale(booking: BookingMailPayload): MailLocale {
  return mailLocale(
    mailLanguage(booking),
    booking.recipient === 'expert' ? booking.expert : booking.attendee,
  );
}
