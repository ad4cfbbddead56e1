import type { Booking, CreatedBooking } from '@expertbook/contracts';
import { USERNAME } from './radicale';
import { until } from './until';
import { at, basic, writtenCalendar } from './written-calendar';

describe('bookings that follow their entries', () => {
  const calendar = writtenCalendar();
  beforeEach(() => calendar.choose({ receivesBookings: true, followsChanges: true }));

  const isAt = (hours: number) => (text?: string) => text?.includes(`DTSTART:${basic(hours)}`);
  /** An entry that was written, and read once, so that the next read is an incremental one. */
  const entered = async (hours: number) => {
    const booking = await calendar.mustBook(hours);
    await calendar.untilEntry(booking.uid, isAt(hours));
    await calendar.untilQuiet();
    await calendar.read();
    return booking;
  };
  const moveEntry = (booking: CreatedBooking, hours: number) =>
    calendar.edit(
      booking.uid,
      [/DTSTART:.*/, `DTSTART:${basic(hours)}`],
      [/DTEND:.*/, `DTEND:${basic(hours).replace('0000Z', '3000Z')}`],
    );
  const deleteEntry = ({ uid }: CreatedBooking) =>
    calendar.server.request('DELETE', `${USERNAME}/${calendar.name}/${uid}.ics`);
  const bookingOf = async ({ uid }: CreatedBooking) =>
    (await calendar.expert.asExpert<Booking>('GET', `/bookings/${uid}`)).body;
  const follows = () =>
    calendar.api.connection.collection('outbox').countDocuments({
      topic: 'calendar.follow',
      entry: new RegExp(calendar.connection.calendars[0]?.id ?? ''),
    });

  it('are cancelled when it is deleted, and rescheduled when it is moved to a free time; clients hear of it', async () => {
    const [gone, moved] = [await entered(0), await entered(2)];
    await deleteEntry(gone);
    await moveEntry(moved, 6);
    await calendar.read();
    await until('the cancellation', async () => (await bookingOf(gone)).status === 'cancelled');
    expect(await bookingOf(gone)).toMatchObject({ cancelledBy: 'expert' });
    const next = await until('the new time', async () => (await bookingOf(moved)).rescheduledTo);
    expect((await calendar.expert.asExpert<Booking>('GET', `/bookings/${next}`)).body).toMatchObject({
      status: 'confirmed',
      start: at(6).replace('.000Z', '+00:00'),
    });
    await calendar.untilQuiet();
    expect(Object.keys(await calendar.members())).toEqual([`${moved.uid}.ics`]);
    await until('the mails', async () => {
      const to = { to: /grace@example\.com/ };
      return (await calendar.mails().countDocuments({ ...to, method: 'CANCEL' })) > 0;
    });
  });

  it('keep their time where the other one is taken: the entry is put back, and the expert told once', async () => {
    const [moved] = [await entered(0), await entered(2)];
    await moveEntry(moved, 2);
    await calendar.edit(moved.uid, [/SUMMARY:.*/, 'SUMMARY:Mine']);
    await calendar.read();
    const text = await calendar.untilEntry(moved.uid, (one) => isAt(0)(one) && one?.includes('Mine'));
    expect(text).toContain(`DTEND:${basic(0).replace('0000Z', '3000Z')}`);
    expect(await bookingOf(moved)).toMatchObject({ status: 'confirmed', rescheduledTo: null });
    const told = { to: new RegExp(calendar.expert.handle), subject: /keeps its time/ };
    await until('the mail', () => calendar.mails().findOne(told));
    await calendar.untilQuiet();
    await calendar.read();
    await calendar.untilQuiet();
    expect(await calendar.mails().countDocuments(told)).toBe(1);
  });

  it('do not follow by themselves, nor what the API itself has written', async () => {
    await calendar.choose({ followsChanges: false });
    const kept = await entered(0);
    await deleteEntry(kept);
    await calendar.read();
    await calendar.choose({ followsChanges: true });
    const booking = await entered(2);
    await calendar.asClient('reschedule', booking, { start: at(4) });
    await calendar.untilEntry(booking.uid, isAt(4));
    await calendar.untilQuiet();
    await calendar.read();
    expect(await follows()).toBe(0);
    expect(await bookingOf(kept)).toMatchObject({ status: 'confirmed' });
  });

  it('stay when a calendar suddenly reads as empty, is gone, or is read in full again', async () => {
    const booking = await entered(0);
    const before = await follows();
    const empty = '<d:multistatus xmlns:d="DAV:"/>';
    const token =
      '<d:multistatus xmlns:d="DAV:"><d:sync-token>http://radicale.org/ns/sync/0</d:sync-token></d:multistatus>';
    for (const body of [empty, token]) {
      calendar.proxy.inject((method) => (method === 'REPORT' ? { status: 207, body } : null));
      await calendar.read();
    }
    calendar.proxy.inject(() => ({ status: 404 }));
    await calendar.read();
    calendar.proxy.inject(() => null);
    await calendar.read();
    // A removal that the server names and that is none: the entry is there.
    const removed = `<d:multistatus xmlns:d="DAV:"><d:response><d:href>/${USERNAME}/${calendar.name}/${booking.uid}.ics</d:href>
      <d:status>HTTP/1.1 404 Not Found</d:status></d:response><d:sync-token>http://radicale.org/ns/sync/1</d:sync-token></d:multistatus>`;
    calendar.proxy.inject((method) => (method === 'REPORT' ? { status: 207, body: removed } : null));
    await calendar.read();
    calendar.proxy.inject(() => null);
    await until('it is looked at', async () => (await follows()) > before);
    await calendar.untilQuiet();
    expect(await bookingOf(booking)).toMatchObject({ status: 'confirmed' });
    // The entry is missing, and so is the calendar.
    calendar.proxy.inject((method) =>
      method === 'REPORT' ? { status: 207, body: removed } : { status: 404 },
    );
    await calendar.read();
    await calendar.untilQuiet();
    expect(await bookingOf(booking)).toMatchObject({ status: 'confirmed' });
  });

  it('stay when more entries go than a person deletes', async () => {
    const booked = await Promise.all(Array.from({ length: 12 }, (_, i) => calendar.mustBook(i)));
    await until('all entries', async () => Object.keys(await calendar.members()).length === 12);
    await calendar.untilQuiet();
    await calendar.read();
    const before = await follows();
    await Promise.all(booked.map(deleteEntry));
    expect(await calendar.read()).toBe('read');
    expect(await follows()).toBe(before);
  });
});
