import type { EventLocation } from '@expertbook/contracts';
import { manyLines, oneLine, webAddress } from '../calendar-file/plain-text';
import type { BookingMailPayload } from './booking-mails';
import { localRange } from './local-time';
import type { MailFact } from './mail-content';

const VIDEO_NAMES: Partial<Record<EventLocation['kind'], string>> = {
  jitsi: 'Jitsi video call',
  mock_zoom: 'Zoom (demonstration link)',
  mock_google_meet: 'Google Meet (demonstration link)',
  link: 'Online',
};

/** Where a session takes place, in words. */
export function placeName({ kind, value }: EventLocation): string {
  const written = oneLine(value ?? '');
  if (kind === 'phone') return written ? `Phone: ${written}` : 'Phone';
  return VIDEO_NAMES[kind] ?? (written || 'In person');
}

/** The table of a mail, as its recipient should read it. */
export function bookingFacts(booking: BookingMailPayload): MailFact[] {
  const { recipient, expert, attendee, kind } = booking;
  const toExpert = recipient === 'expert';
  const own = localRange(booking.start, booking.end, toExpert ? expert.timeZone : attendee.timeZone);
  const theirs = localRange(booking.start, booking.end, attendee.timeZone);
  const over = kind === 'cancelled' || kind === 'declined';
  const facts: MailFact[] = [
    plain('What', [oneLine(booking.title), `${booking.duration} minutes`]),
    { ...plain('When', [own.day, own.time, own.zone]), gone: over },
  ];
  if (booking.previousStart) {
    const length = booking.end.getTime() - booking.start.getTime();
    const previousEnd = new Date(booking.previousStart.getTime() + length);
    const was = localRange(
      booking.previousStart,
      previousEnd,
      toExpert ? expert.timeZone : attendee.timeZone,
    );
    facts.push({ ...plain('Before', [was.day, was.time.slice(0, 5)]), gone: true });
  }
  if (toExpert && theirs.zone !== own.zone && !over) {
    facts.push(plain('For the client', [`${theirs.day}, ${theirs.time}`, theirs.zone]));
  }
  if (!toExpert) facts.push(plain('With', [oneLine(expert.name)]));
  if (recipient !== 'client') {
    const label = toExpert ? 'Client' : 'Invited by';
    facts.push(plain(label, [oneLine(attendee.name), oneLine(attendee.email)]));
  }
  if (booking.guests?.length) facts.push(plain('Guests', booking.guests.map(oneLine)));
  if (!over) facts.push(placeFact(booking));
  if (booking.reason) facts.push(plain('Reason', manyLines(booking.reason).split('\n')));
  if (!over) {
    for (const { label, value } of booking.answers) {
      if (value !== '') facts.push(plain(oneLine(label), manyLines(value).split('\n')));
    }
    if (booking.notes) facts.push(plain('Notes', manyLines(booking.notes).split('\n')));
  }
  return facts;
}

function placeFact(booking: BookingMailPayload): MailFact {
  const name = placeName(booking.location);
  // A video link would only be an invitation to come before anybody has agreed.
  const url = booking.pending ? null : webAddress(booking.meetingUrl);
  if (url) return { label: 'Where', lines: [url, name], href: url };
  return plain('Where', [name]);
}

function plain(label: string, lines: string[]): MailFact {
  return { label, lines, href: null };
}
