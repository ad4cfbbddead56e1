import type { Booking, Connection, CreatedBooking } from '@expertbook/contracts';
import { problemOf } from './harness';
import { startFeed } from './feed-server';
import { PASSWORD, USERNAME } from './radicale';
import { until } from './until';
import { at, basic, writtenCalendar } from './written-calendar';

describe('confirmed bookings in a connected calendar', () => {
  const calendar = writtenCalendar();
  const receive = async () => expect((await calendar.choose({ receivesBookings: true })).status).toBe(200);
  const starts = (hours: number) => (text?: string) => text?.includes(`DTSTART:${basic(hours)}`);
  const isGone = (text?: string) => text === undefined;

  it('are entered, move and leave with the booking, in one entry that the server invites nobody for', async () => {
    const early = await calendar.mustBook(0);
    await receive();
    const booking = await calendar.mustBook(2);
    await calendar.untilEntry(early.uid, starts(0));
    const text = await calendar.untilEntry(booking.uid, starts(2));
    expect(text).toContain(`UID:${booking.uid}@expertbook`);
    expect(text.match(/SCHEDULE-AGENT=CLIENT/g)).toHaveLength(2);
    expect(text).not.toContain('METHOD:');
    const { body: moved } = await calendar.asClient<CreatedBooking>('reschedule', booking, { start: at(4) });
    await calendar.untilEntry(booking.uid, starts(4));
    expect(Object.keys(await calendar.members())).toHaveLength(2);
    expect(await calendar.state()).toMatchObject({ writes: { entries: 2, failure: null } });
    await calendar.asClient('cancel', moved);
    await calendar.untilEntry(booking.uid, isGone);
  });

  it('take the time of their own calendar once: a session keeps its seats', async () => {
    const group = await calendar.expert.addEventType({ seats: 3 });
    await receive();
    const first = await calendar.mustBook(6, { eventType: group });
    const uid = `session-${String((await sessionOf(first))?._id)}`;
    await calendar.untilEntry(uid, starts(6));
    expect(await calendar.read()).toBe('read');
    const second = await calendar.mustBook(6, { eventType: group, name: 'Alan Turing' });
    await calendar.untilEntry(uid, (text) => text?.includes('Alan Turing') && text.includes('Grace Hopper'));
    await calendar.read();
    expect((await calendar.expert.asExpert<unknown[]>('GET', eventsPath())).body).toEqual([]);
    await calendar.asClient('cancel', first);
    await calendar.untilEntry(uid, (text) => !text?.includes('Grace Hopper'));
    await calendar.asClient('cancel', second);
    await calendar.untilEntry(uid, isGone);
  });
  const sessionOf = ({ uid }: CreatedBooking) =>
    calendar.api.connection.collection('bookings').findOne({ 'attendees.uid': uid });
  const eventsPath = () => `/connections/events?from=${at(0)}&to=${at(48)}`;

  it('are confirmed ones: a request is entered once it is confirmed, and out of it while it is asked again', async () => {
    const asked = await calendar.expert.addEventType({ requiresConfirmation: true });
    await receive();
    const request = await calendar.mustBook(8, { eventType: asked });
    await calendar.untilQuiet();
    expect(await calendar.members()).toEqual({});
    await calendar.expert.asExpert<Booking>('POST', `/bookings/${request.uid}/confirm`);
    await calendar.untilEntry(request.uid, starts(8));
    await calendar.asClient('reschedule', request, { start: at(10) });
    await calendar.untilEntry(request.uid, isGone);
  });

  it('come to the expert without an invitation by mail, and to the client with one', async () => {
    await receive();
    const attendee = { name: 'Alan Turing', email: 'alan@example.com', timeZone: 'UTC' };
    const booking = await calendar.mustBook(12, { with: { attendee } });
    await calendar.untilEntry(booking.uid, starts(12));
    const mailTo = (address: string) =>
      until(`the mail to ${address}`, () => calendar.mails().findOne({ to: new RegExp(address) }));
    expect(await mailTo(calendar.expert.handle)).toMatchObject({
      calendar: null,
      method: null,
      text: expect.stringContaining('It goes into your connected calendar.'),
    });
    const toClient = await mailTo('alan@example.com');
    expect(toClient).toMatchObject({ method: 'REQUEST' });
    expect(toClient['calendar']).toContain(booking.uid);
  });

  it('leave what the expert wrote into an entry, and a time that they gave it, until the booking moves', async () => {
    await receive();
    const booking = await calendar.mustBook(14);
    await calendar.untilEntry(booking.uid, starts(14));
    await calendar.untilQuiet();
    await calendar.edit(booking.uid, [/SUMMARY:.*/, 'SUMMARY:Bring the contract'], ['-PT15M', '-PT45M']);
    const { body: moved } = await calendar.asClient<CreatedBooking>('reschedule', booking, { start: at(16) });
    const text = await calendar.untilEntry(booking.uid, starts(16));
    expect(text).toMatch(/SUMMARY:Bring the contract/);
    expect(text).toMatch(/-PT45M/);
    expect(text).toMatch(/SEQUENCE:1/);
    await calendar.untilQuiet();
    await calendar.edit(
      booking.uid,
      [/DTSTART:.*/, `DTSTART:${basic(17)}`],
      [/DTEND:.*/, `DTEND:${basic(18)}`],
    );
    await calendar.expert.asExpert('POST', `/connections/${calendar.connection.id}/sync`);
    await calendar.asClient('reschedule', moved, { start: at(20) });
    expect(await calendar.untilEntry(booking.uid, starts(20))).toMatch(/Bring the contract/);
  });

  it('stay deleted where the expert deleted the entry, until the booking moves', async () => {
    const group = await calendar.expert.addEventType({ seats: 3 });
    await receive();
    const first = await calendar.mustBook(22, { eventType: group });
    const uid = `session-${String((await sessionOf(first))?._id)}`;
    await calendar.untilEntry(uid, starts(22));
    await calendar.untilQuiet();
    await calendar.server.request('DELETE', `${USERNAME}/${calendar.name}/${uid}.ics`);
    await calendar.mustBook(22, { eventType: group });
    await calendar.untilQuiet();
    expect(await calendar.members()).toEqual({});
  });

  it('stay or go, as the expert says, when none receives them any more', async () => {
    await receive();
    const booking = await calendar.mustBook(24);
    await calendar.untilEntry(booking.uid, starts(24));
    await calendar.choose({ receivesBookings: false });
    expect(await calendar.state()).toMatchObject({ receivesBookings: false, writes: null });
    await calendar.mustBook(26);
    await calendar.untilQuiet();
    expect(Object.keys(await calendar.members())).toEqual([`${booking.uid}.ics`]);
    await receive();
    await until('both entries', async () => Object.keys(await calendar.members()).length === 2);
    await calendar.untilQuiet();
    await calendar.choose({ receivesBookings: false, writtenEntries: 'remove' });
    await until('no entries', async () => Object.keys(await calendar.members()).length === 0);
    await until('none is noted', async () => (await calendar.state())?.writes === null);
  });

  it('go to one calendar of the expert: the one that was chosen last', async () => {
    await receive();
    const booking = await calendar.mustBook(32);
    await calendar.untilEntry(booking.uid, starts(32));
    await calendar.untilQuiet();
    await calendar.server.makeCalendar('other');
    const { body } = await calendar.expert.asExpert<Connection>('POST', '/connections/caldav', {
      address: `${calendar.proxy.address}${USERNAME}/other/`,
      username: USERNAME,
      password: PASSWORD,
    });
    const other = body.calendars.find(({ name }) => name.endsWith('other'));
    const path = `/connections/${body.id}/calendars/${other?.id}`;
    await calendar.expert.asExpert('PATCH', path, { receivesBookings: true, writtenEntries: 'remove' });
    await calendar.untilEntry(booking.uid, isGone);
    await until('the entry', async () => (await calendar.server.members('other'))[`${booking.uid}.ics`]);
    const { body: all } = await calendar.expert.asExpert<Connection[]>('GET', '/connections');
    const receiving = all.flatMap(({ calendars }) => calendars).filter((one) => one.receivesBookings);
    expect(receiving.map(({ id }) => id)).toEqual([other?.id]);
    await calendar.server.request('DELETE', `${USERNAME}/other/`);
  });

  it.each([
    ['remove', 0],
    ['keep', 1],
  ])('%s: they do so when the account is disconnected', async (writtenEntries, left) => {
    await receive();
    const booking = await calendar.mustBook(28);
    await calendar.untilEntry(booking.uid, starts(28));
    const path = `/connections/${calendar.connection.id}?writtenEntries=${writtenEntries}`;
    expect((await calendar.expert.asExpert('DELETE', path)).status).toBe(204);
    await calendar.untilQuiet();
    expect(Object.keys(await calendar.members())).toHaveLength(left);
    const rows = await calendar.api.connection
      .collection('outbox')
      .find({ topic: 'calendar.removal' })
      .toArray();
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
  });

  it('leave with an account that is deleted', async () => {
    await receive();
    const booking = await calendar.mustBook(30);
    await calendar.untilEntry(booking.uid, starts(30));
    const deleted = await calendar.expert.asExpert('DELETE', '/auth/me', {
      password: calendar.expert.password,
    });
    expect(deleted.status).toBe(204);
    await calendar.untilEntry(booking.uid, isGone);
    const entries = calendar.api.connection.collection('booking_entries');
    expect(await entries.countDocuments({ uid: booking.uid })).toBe(0);
  });

  it('need a calendar that can be written to, and only where it is one, bookings follow it', async () => {
    expect(problemOf(await calendar.choose({ followsChanges: true })).code).toBe('validation_failed');
    const feed = await startFeed();
    const { expert } = calendar;
    const { body } = await expert.asExpert<Connection>('POST', '/connections/ics', { address: feed.address });
    expect(body.calendars[0]).toMatchObject({ canReceiveBookings: false, writes: null });
    const path = `/connections/${body.id}/calendars/${body.calendars[0]?.id}`;
    const refused = await expert.asExpert('PATCH', path, { receivesBookings: true });
    expect(problemOf(refused).code).toBe('validation_failed');
    expect(calendar.connection.calendars[0]).toMatchObject({ canReceiveBookings: true });
    await feed.close();
  });
});
