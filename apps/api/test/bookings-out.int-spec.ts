import type { Connection, CreatedBooking } from '@expertbook/contracts';
import type { DavProxy } from './dav-proxy';
import { startDavProxy } from './dav-proxy';
import { FEED_SETTINGS } from './feed-server';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { PASSWORD, Radicale, USERNAME } from './radicale';
import { until } from './until';

const HOUR_MS = 3_600_000;
const at = (hours: number) =>
  new Date((Math.floor(Date.now() / HOUR_MS) + 72 + hours) * HOUR_MS).toISOString();
const basic = (hours: number) => at(hours).replace(/[-:]|\.\d{3}/g, '');

describe('bookings in a connected calendar', () => {
  let api: TestApi;
  let server: Radicale;
  let proxy: DavProxy;
  let expert: PublishedExpert;
  let calendar: string;
  let connection: Connection;
  beforeAll(async () => {
    server = await Radicale.start();
    proxy = await startDavProxy(() => server.address);
    api = await startApi({ ...FEED_SETTINGS, CALENDAR_POLL: '86400' });
  });
  afterAll(async () => {
    await api?.close();
    await proxy?.close();
    await server?.remove();
  });
  let calendars = 0;
  beforeEach(async () => {
    proxy.inject(() => null);
    calendar = `work${++calendars}`;
    await server.makeCalendar(calendar);
    expert = await publishExpert(api.url);
    ({ body: connection } = await expert.asExpert<Connection>('POST', '/connections/caldav', {
      address: `${proxy.address}${USERNAME}/${calendar}/`,
      username: USERNAME,
      password: PASSWORD,
    }));
  });

  const pathOf = () => `/connections/${connection.id}/calendars/${connection.calendars[0]?.id}`;
  const choose = (choices: object) => expert.asExpert('PATCH', pathOf(), choices);
  const members = () => server.members(calendar);
  const entry = async (booking: CreatedBooking) => (await members())[`${booking.uid}.ics`];

  it('writes', async () => {
    expect((await choose({ receivesBookings: true })).status).toBe(200);
    const { body: booking } = await expert.book(at(0));
    await until('the entry', async () => (await entry(booking))?.includes(`DTSTART:${basic(0)}`), 6000).catch(async () => {
      console.log(JSON.stringify(await api.connection.collection('outbox').find({topic:/^calendar/}).toArray(), null, 1), JSON.stringify(await api.connection.collection('connected_calendars').find().toArray()), proxy.passed, booking.uid, await api.connection.collection('booking_entries').find().toArray(), await members());
    });
    expect(await entry(booking)).toBe('');
  });
});
