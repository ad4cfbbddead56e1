import type { Language } from '@expertbook/contracts';
import type { BookingMailPayload } from './booking-mails';
import type { MailLocale } from './mail-locale';
import { mailLocale } from './mail-locale';

/** What its reader reads: experts as they chose, clients as they booked, guests as who invited them. */
export function mailLanguage({ recipient, expert, attendee }: BookingMailPayload): Language {
  return (recipient === 'expert' ? expert.language : (attendee.language ?? expert.language)) ?? 'en';
}

/** How the mail speaks to its reader: to experts with times as they chose, to clients and guests as the client's page did. */
export function readersVoice(booking: BookingMailPayload): MailLocale {
  return mailLocale(
    mailLanguage(booking),
    booking.recipient === 'expert' ? booking.expert : booking.attendee,
  );
}
