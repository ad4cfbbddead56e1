import { readEnvironment } from '../config/environment';
import type { NewOutboxMessage } from '../outbox/outbox';
import type { OutboxMessage } from '../outbox/outbox-handlers';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { BookingMailHandler } from './booking-mail-handler';
import { bookingMailInput } from './booking-mail.fixture';
import type { BookingMailInput } from './booking-mail-input';
import { BookingMails } from './booking-mails';
import type { OutgoingMail } from './outgoing-mail';
import { MailTransport } from './outgoing-mail';
import { supersedeBookingMail } from './superseded-mail';

class Nowhere extends MailTransport {
  async send(): Promise<void> {
    // Mails are only composed here.
  }
}

const environment = readEnvironment({ PUBLIC_URL: 'https://book.example.org' });
const mails = new BookingMails(environment);
const handler = new BookingMailHandler(new OutboxHandlers(), new Nowhere(), environment);

const FIRST = bookingMailInput({ guests: ['alan@example.com'] });
/** Reschedules and cancellations have no token of the client and no answers. */
const then = (sequence: number, changes: Partial<BookingMailInput> = {}): BookingMailInput => ({
  ...FIRST,
  sequence,
  guestsInvited: true,
  manageToken: null,
  answers: [],
  ...changes,
});
const moved = (sequence: number, from: string): BookingMailInput =>
  then(sequence, {
    bookingUid: `moved${sequence}`,
    calendarUid: FIRST.bookingUid,
    manageToken: `token-${sequence}`,
    previousStart: new Date(from),
  });

/** The one mail to a recipient that replaces all these rows, none of which has been sent. */
function merged(
  rows: NewOutboxMessage[][],
  recipient: string,
  attempts: readonly number[] = [],
): OutgoingMail | null {
  const own = rows.map((all, i) => {
    const row = all.find(({ payload }) => payload['recipient'] === recipient);
    if (!row) throw new Error(`No mail ${i} to ${recipient}`);
    return row;
  });
  expect(new Set(own.map(({ entry }) => entry)).size).toBe(1);
  expect(own.map(({ version }) => version)).toEqual(own.map((_, i) => i));
  const toMessage = ({ topic, key, payload }: NewOutboxMessage, i: number): OutboxMessage => ({
    topic,
    key,
    payload,
    attempt: attempts[i] ?? 0,
    createdAt: new Date('2026-12-01T10:00:00Z'),
  });
  const [first, ...others] = own.map(toMessage) as [OutboxMessage, ...OutboxMessage[]];
  let message = first;
  for (const next of others) {
    const payload = supersedeBookingMail(message, next);
    if (payload === null) return null;
    message = { ...next, payload };
  }
  return handler.compose(message);
}

describe('a mail that supersedes older ones', () => {
  it('confirms with the link and the answers of the request that was never sent', () => {
    const mail = merged([mails.requested(FIRST), mails.confirmed(then(1))], 'client');
    expect(mail?.text).toContain('/bookings/k7Qm3vxtR2pZ#token=secret-manage-token');
    expect(mail?.text).toContain('Compilers');
    expect(mail?.calendar?.method).toBe('REQUEST');
  });

  it('keeps the link over several steps, and prefers a newer one', () => {
    const requested = [mails.requested(FIRST), mails.confirmed(then(1)), mails.confirmed(then(2))];
    expect(merged(requested, 'client')?.text).toContain('#token=secret-manage-token');
    const rescheduled = [mails.booked(FIRST), mails.rescheduled(moved(1, '2027-01-04T08:00:00Z'))];
    expect(merged(rescheduled, 'client')?.text).toContain('/bookings/moved1#token=token-1');
  });

  it('has the start before the first of several reschedules', () => {
    const all = [
      mails.booked(FIRST),
      mails.rescheduled(moved(1, '2027-01-05T08:00:00Z')),
      mails.rescheduled(moved(2, '2027-01-06T08:00:00Z')),
    ];
    const { text } = merged(all, 'expert') ?? { text: '' };
    expect(text).toContain('5 January');
    expect(text).not.toContain('6 January');
  });

  it('notifies client and expert of a cancellation, without removing an entry that no calendar has', () => {
    for (const recipient of ['client', 'expert']) {
      const mail = merged([mails.booked(FIRST), mails.cancelled(then(1))], recipient);
      expect(mail?.text).toMatch(/cancelled/);
      expect(mail?.calendar).toBeNull();
    }
    const chain = [
      mails.booked(FIRST),
      mails.rescheduled(moved(1, '2027-01-05T08:00:00Z')),
      mails.cancelled(then(2, { calendarUid: FIRST.bookingUid })),
    ];
    expect(merged(chain, 'client')?.calendar).toBeNull();
  });

  it('removes the entry where a calendar may have it', () => {
    const tried = merged([mails.booked(FIRST), mails.cancelled(then(1))], 'client', [1]);
    expect(tried?.calendar?.method).toBe('CANCEL');
    const chain = [
      mails.booked(FIRST),
      mails.rescheduled(moved(1, '2027-01-05T08:00:00Z')),
      mails.cancelled(then(2, { calendarUid: FIRST.bookingUid })),
    ];
    expect(merged(chain, 'client', [0, 1])?.calendar?.method).toBe('CANCEL');
    expect(merged(chain.slice(1).map(shifted), 'client')?.calendar?.method).toBe('CANCEL');
  });

  it('invites guests who were never notified, and sends them nothing when there is nothing left to announce', () => {
    const move = mails.rescheduled(moved(1, '2027-01-05T08:00:00Z'));
    const invited = merged([mails.booked(FIRST), move], 'guest');
    expect(invited?.text).toMatch(/invited you/);
    expect(invited?.text).not.toContain('5 January');
    expect(merged([mails.booked(FIRST), mails.cancelled(then(1))], 'guest')).toBeNull();
    expect(merged([mails.booked(FIRST), mails.cancelled(then(1))], 'guest', [1])?.text).toMatch(
      /is cancelled/,
    );
  });
});

/** As if the rows before it had been sent: versions from 0. */
function shifted(rows: NewOutboxMessage[]): NewOutboxMessage[] {
  return rows.map((row) => ({ ...row, version: (row.version ?? 0) - 1 }));
}
