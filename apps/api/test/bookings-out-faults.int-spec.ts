import type { Connection, CreatedBooking } from '@expertbook/contracts';
import type { ApiProcess } from './api-process';
import { spawnApi } from './api-process';
import { startApi } from './harness';
import { PASSWORD } from './radicale';
import { until } from './until';
import { at, basic, writtenCalendar } from './written-calendar';

describe('writing bookings into a calendar that fails', () => {
  const calendar = writtenCalendar();
  beforeEach(() => calendar.choose({ receivesBookings: true }));
  const puts = () => calendar.proxy.passed.filter((line) => line.startsWith('PUT')).length;
  const rows = () => calendar.api.connection.collection('outbox');
  const entryRow = ({ uid }: CreatedBooking) => ({ topic: 'calendar.entry', 'payload.uid': uid });
  const isAt = (hours: number) => (text?: string) => text?.includes(`DTSTART:${basic(hours)}`);

  it('bookings go on while the server is away; afterwards it has each exactly once', async () => {
    await calendar.untilQuiet();
    await calendar.server.stop();
    const booked = await Promise.all(Array.from({ length: 12 }, (_, i) => calendar.mustBook(i)));
    const [first, second] = booked as [CreatedBooking, CreatedBooking];
    await calendar.asClient('cancel', first);
    await calendar.asClient('reschedule', second, { start: at(20) });
    await until(
      'the failure is shown',
      async () => (await calendar.state())?.writes?.failure === 'not_reachable',
    );
    await calendar.server.resume();
    await calendar.expert.asExpert('POST', `/connections/${calendar.connection.id}/sync`);
    await until('all entries', async () => Object.keys(await calendar.members()).length === 11);
    await calendar.untilEntry(second.uid, isAt(20));
    expect((await calendar.members())[`${first.uid}.ics`]).toBeUndefined();
    await until('no failure', async () => (await calendar.state())?.writes?.failure === null);
    expect(await calendar.state()).toMatchObject({ writes: { entries: 11, failure: null } });
  });

  it('a password that the server no longer takes is not tried again and again; a new one catches up', async () => {
    await calendar.untilQuiet();
    let refused = 0;
    calendar.proxy.inject(() => {
      refused += 1;
      return { status: 401 };
    });
    const first = await calendar.mustBook(0);
    await until(
      'the failure is shown',
      async () => (await calendar.state())?.writes?.failure === 'sign_in_again',
    );
    const second = await calendar.mustBook(1);
    await calendar.untilQuiet();
    expect(refused).toBe(1);
    calendar.proxy.inject(() => null);
    const path = `/connections/${calendar.connection.id}`;
    expect((await calendar.expert.asExpert('PATCH', path, { password: PASSWORD })).status).toBe(200);
    await calendar.untilEntry(first.uid, isAt(0));
    await calendar.untilEntry(second.uid, isAt(1));
    expect(await calendar.state()).toMatchObject({ writes: { failure: null } });
  });

  it('a calendar that may only be read says so', async () => {
    calendar.proxy.inject((method) => (method === 'PUT' ? { status: 403 } : null));
    await calendar.mustBook(0);
    await until(
      'the failure is shown',
      async () => (await calendar.state())?.writes?.failure === 'not_allowed',
    );
  });

  it('an entry that the calendar has already, from a mail, is not entered again', async () => {
    const body =
      '<d:error xmlns:d="DAV:"><c:no-uid-conflict xmlns:c="urn:ietf:params:xml:ns:caldav"/></d:error>';
    calendar.proxy.inject((method) => (method === 'PUT' ? { status: 409, body } : null));
    const booking = await calendar.mustBook(0);
    await until('it is left', async () => {
      const entry = await calendar.api.connection.collection('booking_entries').findOne({ uid: booking.uid });
      return entry?.['isMissing'];
    });
    calendar.proxy.inject(() => null);
    await calendar.asClient('cancel', booking);
    await calendar.untilQuiet();
    expect(
      await calendar.api.connection.collection('booking_entries').countDocuments({ uid: booking.uid }),
    ).toBe(0);
  });

  it('two processes write each entry once', async () => {
    const second = await startApi({
      EGRESS_HTTP: 'true',
      EGRESS_ALLOW: '127.0.0.1',
      MONGO_URI: calendar.api.mongoUri,
      CALENDAR_POLL: '86400',
    });
    await calendar.untilQuiet();
    const before = puts();
    const urls = [calendar.api.url, second.url];
    await Promise.all(Array.from({ length: 10 }, (_, i) => calendar.mustBook(i, { through: urls[i % 2] })));
    await until('all entries', async () => Object.keys(await calendar.members()).length === 10);
    await calendar.untilQuiet();
    expect(puts() - before).toBe(10);
    await second.app.close();
  });

  describe('in a process of its own', () => {
    let process: ApiProcess | null = null;
    afterEach(() => process?.stop());

    it('that is killed between the write and its note, the next one finds the entry', async () => {
      await calendar.untilQuiet();
      const settings = {
        EGRESS_HTTP: 'true',
        EGRESS_ALLOW: '127.0.0.1',
        MONGO_URI: calendar.api.mongoUri,
        CALENDAR_POLL: '86400',
      };
      // Only the process writes until it is killed.
      await calendar.pauseOutbox();
      process = await spawnApi(settings);
      calendar.proxy.inject((method) => (method === 'PUT' ? 'unanswered' : null));
      const booking = await calendar.mustBook(0);
      await calendar.untilEntry(booking.uid, isAt(0));
      await process.kill();
      process = null;
      calendar.proxy.inject(() => null);
      const noted = await calendar.api.connection.collection('booking_entries').findOne({ uid: booking.uid });
      expect(noted).toMatchObject({ version: null, content: null });
      const before = puts();
      // A minute and a half later.
      await rows().updateMany(entryRow(booking), { $set: { lockedUntil: new Date(0) } });
      calendar.resumeOutbox();
      await until('it is noted', async () => {
        const entry = await calendar.api.connection
          .collection('booking_entries')
          .findOne({ uid: booking.uid });
        return entry?.['version'];
      });
      expect(Object.keys(await calendar.members())).toEqual([`${booking.uid}.ics`]);
      // The one that was refused, because the entry is there.
      expect(puts() - before).toBe(1);
      const { body } = await calendar.asClient<CreatedBooking>('reschedule', booking, { start: at(2) });
      await calendar.untilEntry(booking.uid, isAt(2));
      expect(Object.keys(await calendar.members())).toHaveLength(1);
      await calendar.asClient('cancel', body);
      await until('no entries', async () => Object.keys(await calendar.members()).length === 0);
    });
  });

  it('what was disconnected while the server is away leaves it afterwards', async () => {
    const booking = await calendar.mustBook(0);
    await calendar.untilEntry(booking.uid, isAt(0));
    await calendar.untilQuiet();
    calendar.proxy.inject(() => 'cut');
    await calendar.expert.asExpert('DELETE', `/connections/${calendar.connection.id}?writtenEntries=remove`);
    const removal = { topic: 'calendar.removal', state: 'waiting' };
    await until('a failed attempt', () => rows().findOne({ ...removal, lastError: 'not_reachable' }));
    calendar.proxy.inject(() => null);
    await rows().updateMany(removal, { $set: { dueAt: new Date() } });
    await until('no entries', async () => Object.keys(await calendar.members()).length === 0);
    expect((await calendar.expert.asExpert<Connection[]>('GET', '/connections')).body).toEqual([]);
  });
});
