import type { EventLocation } from '@expertbook/contracts';
import { webAddress } from '../calendar-file/plain-text';
import type { BookingMailPayload } from './booking-mails';
import { isEnd } from './booking-mails';
import type { LocalRange } from './local-time';
import { localRange } from './local-time';
import type { MailFact, MailMark } from './mail-content';
import type { MailKey, MailLocale } from './mail-locale';

const VIDEO_NAMES: Partial<Record<EventLocation['kind'], MailKey>> = {
  jitsi: 'place.jitsi',
  mock_zoom: 'place.zoom',
  mock_google_meet: 'place.meet',
  link: 'place.online',
};

/** The place of a session as text. */
export function placeName({ kind, value }: EventLocation, { translate, isolateBidi }: MailLocale): string {
  const written = isolateBidi(value ?? '');
  if (kind === 'phone')
    return written ? translate('place.phoneAt', { phone: written }) : translate('place.phone');
  const video = VIDEO_NAMES[kind];
  return video ? translate(video) : written || translate('place.person');
}

/**
 * The table of a mail, for its recipient.
 * @param when the booking's time in the recipient's zone
 * @param mark of the event type; null = none
 */
export function bookingFacts(
  booking: BookingMailPayload,
  when: LocalRange,
  locale: MailLocale,
  mark: MailMark | null,
): MailFact[] {
  const { recipient, expert, attendee, kind, start, end } = booking;
  const { translate, isolateBidi, isolateBidiLines } = locale;
  const toExpert = recipient === 'expert';
  const over = isEnd(kind);
  const facts: MailFact[] = [
    {
      ...plain(translate('fact.what'), [
        isolateBidi(booking.title),
        translate('minutes', { count: booking.duration }),
      ]),
      mark,
    },
    { ...plain(translate('fact.when'), [when.day, when.time, when.zone]), strong: true, gone: over },
  ];
  if (booking.pending && booking.respondBy && recipient !== 'guest') {
    const deadline = deadlineText(booking, locale) ?? '';
    facts.push(plain(translate(toExpert ? 'fact.respondBy' : 'fact.responseBy'), [deadline]));
  }
  if (booking.previousStart) {
    const previousEnd = new Date(booking.previousStart.getTime() + end.getTime() - start.getTime());
    const zone = toExpert ? expert.timeZone : attendee.timeZone;
    const was = localRange(booking.previousStart, previousEnd, zone, locale);
    facts.push({ ...plain(translate('fact.before'), [was.day, was.startTime]), gone: true });
  }
  if (toExpert && !over) {
    const theirs = localRange(start, end, attendee.timeZone, locale);
    if (theirs.zone !== when.zone) {
      const time = translate('dayTime', { day: theirs.day, time: theirs.time });
      facts.push(plain(translate('fact.forClient'), [time, theirs.zone]));
    }
  }
  if (!toExpert) facts.push(plain(translate('fact.with'), [isolateBidi(expert.name)]));
  if (recipient !== 'client') {
    const label = translate(toExpert ? 'fact.client' : 'fact.invitedBy');
    facts.push(plain(label, [isolateBidi(attendee.name), isolateBidi(attendee.email)]));
  }
  if (booking.guests?.length) facts.push(plain(translate('fact.guests'), booking.guests.map(isolateBidi)));
  if (!over) facts.push(placeFact(booking, locale));
  // The product's own sentence, so it is translated into the reader's language.
  if (booking.reason && booking.expertLeaves)
    facts.push(plain(translate('fact.reason'), [translate('accountClosed')]));
  else if (booking.reason) facts.push(plain(translate('fact.reason'), isolateBidiLines(booking.reason)));
  for (const { label, value } of booking.answers) {
    if (value !== '') facts.push(plain(isolateBidi(label), answerLines(value, locale)));
  }
  if (booking.notes) facts.push(plain(translate('fact.notes'), isolateBidiLines(booking.notes)));
  return facts;
}

/** Until when the expert can respond, in the reader's time zone; null without a known deadline. */
export function deadlineText(
  { respondBy, recipient, expert, attendee }: BookingMailPayload,
  locale: MailLocale,
): string | null {
  if (!respondBy) return null;
  const zone = recipient === 'expert' ? expert.timeZone : attendee.timeZone;
  return localRange(respondBy, respondBy, zone, locale).short;
}

/** The answers as a calendar shows them: as typed, one per line; empty for none. */
export function answersText(
  answers: readonly { label: string; value: string | boolean }[],
  locale: MailLocale,
): string {
  return answers
    .filter(({ value }) => value !== '')
    .map(({ label, value }) => `${label}: ${plainAnswer(value, locale)}`)
    .join('\n');
}

function plainAnswer(value: string | boolean, { translate }: MailLocale): string {
  return typeof value === 'string' ? value : translate(value ? 'yes' : 'no');
}

/** An answer as text: a ticked box becomes "yes". */
export function answerLines(value: string | boolean, { translate, isolateBidiLines }: MailLocale): string[] {
  return typeof value === 'string' ? isolateBidiLines(value) : [translate(value ? 'yes' : 'no')];
}

function placeFact(booking: BookingMailPayload, locale: MailLocale): MailFact {
  const label = locale.translate('fact.where');
  const name = placeName(booking.location, locale);
  // Before the expert confirms, a video link would invite the client to a session that may not take place.
  const url = booking.pending ? null : webAddress(booking.meetingUrl);
  return url ? { label, lines: [url, name], href: url } : plain(label, [name]);
}

function plain(label: string, lines: string[]): MailFact {
  return { label, lines, href: null };
}
