import { createHash } from 'node:crypto';
import type { BookingRecord } from '../calendars/booking.schema';
import type { Environment } from '../config/environment';
import { accountMail } from '../mail/account-mail';
import { placeName } from '../mail/booking-facts';
import { localRange } from '../mail/local-time';
import type { MailFact } from '../mail/mail-content';
import type { MailLocale } from '../mail/mail-locale';
import { mailLocale } from '../mail/mail-locale';
import type { OutgoingMail } from '../mail/outgoing-mail';
import type { Expert } from '../offerings/expert.schema';
import { workflowTexts } from './message-texts';

/** A session of the day. */
export type AgendaSession = Pick<BookingRecord, 'start' | 'end' | 'title' | 'location' | 'attendees'>;

/**
 * The mail with the sessions of one day, in the expert's language and zone.
 * @param sessions at least one, by start
 * @param key of the outbox row
 */
export function agendaMail(
  expert: Expert,
  email: string,
  sessions: readonly AgendaSession[],
  key: string,
  environment: Pick<Environment, 'publicUrl' | 'mailFrom'>,
): OutgoingMail {
  const locale = mailLocale(expert.language ?? 'en', {
    ...(expert.hourCycle && { hourCycle: expert.hourCycle }),
  });
  const texts = workflowTexts(locale.language);
  const [first] = sessions;
  const when = localRange(first?.start ?? new Date(0), first?.end ?? new Date(0), expert.timeZone, locale);
  const title = texts('agenda.subject', { day: when.day, count: sessions.length });
  const content = {
    language: locale.language,
    subject: title,
    preview: title,
    badge: { text: texts('agenda.badge'), tone: 'good' as const },
    heading: title,
    intro: texts('agenda.intro', { zone: when.zone }),
    facts: sessions.map((session) => factOf(session, expert, locale)),
    actions: [{ label: texts('agenda.action'), href: `${environment.publicUrl}/portal/calendar` }],
    footer: texts('agenda.footer'),
  };
  return accountMail(content, email, createHash('sha256').update(key).digest('hex'), environment);
}

function factOf(session: AgendaSession, { timeZone }: Expert, locale: MailLocale): MailFact {
  const { isolateBidi, language } = locale;
  const texts = workflowTexts(language);
  const { time } = localRange(session.start, session.end, timeZone, locale);
  const expected = session.attendees.filter(({ status }) => status === 'confirmed' || status === 'pending');
  const title = isolateBidi(session.title);
  const names = expected.map(({ name }) => isolateBidi(name));
  const isPending = expected.every(({ status }) => status === 'pending');
  const who =
    names.length > 1
      ? [texts('agenda.group', { title, count: names.length })]
      : [`${title}: ${names.join()}`];
  const lines = [
    ...who,
    placeName(session.location, locale),
    ...(isPending ? [texts('agenda.pending')] : []),
  ];
  return { label: time, lines, href: null };
}
