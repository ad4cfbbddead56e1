import type { Connection } from '@expertbook/contracts';
import { FEED_SETTINGS } from './feed-server';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { PASSWORD, Radicale, USERNAME } from './radicale';
import { until } from './until';
import { watch } from './watcher';

const HOUR_MS = 3_600_000;
const at = (hours: number) =>
  new Date((Math.floor(Date.now() / HOUR_MS) + 72 + hours) * HOUR_MS).toISOString();
const basic = (hours: number) => at(hours).replace(/[-:]|\.\d{3}/g, '');
const eventOf = (uid: string, from: number, to: number) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'BEGIN:VEVENT', `UID:${uid}`]
    .concat(['DTSTAMP:20261201T000000Z', `DTSTART:${basic(from)}`, `DTEND:${basic(to)}`])
    .concat(['SUMMARY:Private words', 'END:VEVENT', 'END:VCALENDAR', ''])
    .join('\r\n');

describe('a CalDAV account', () => {
  let api: TestApi;
  let server: Radicale;
  let expert: PublishedExpert;
  beforeAll(async () => {
    server = await Radicale.start();
    api = await startApi({ ...FEED_SETTINGS, CALENDAR_POLL: '1' });
    expert = await publishExpert(api.url);
  });
  afterAll(async () => {
    await api?.close();
    await server?.remove();
  });

  const connect = (change: object = {}) =>
    expert.asExpert<Connection>('POST', '/connections/caldav', {
      address: server.address,
      username: USERNAME,
      password: PASSWORD,
      ...change,
    });

  it('takes the time of its events, live, until the server is away, and after it is back', async () => {
    await server.makeCalendar('work', '<displayname>Work</displayname>');
    await server.request('PUT', `${USERNAME}/work/a.ics`, eventOf('a', 0, 1));
    expect(problemOf(await connect({ password: 'wrong' })).code).toBe('provider_refused');
    const connected = await connect();
    expect(connected.body).toMatchObject({
      provider: 'caldav',
      account: USERNAME,
      calendars: [{ name: 'Work', failure: null, lastReadAt: expect.any(String) }],
    });
    expect(problemOf(await expert.book(at(0))).code).toBe('slot_taken');

    const watcher = await watch(api.url, expert);
    await server.request('PUT', `${USERNAME}/work/b.ics`, eventOf('b', 3, 4));
    expect(await watcher.nextOf('external')).toMatchObject({ taken: [[at(3), at(4)]], freed: [] });
    await server.request('PUT', `${USERNAME}/work/b.ics`, eventOf('b', 5, 6));
    expect(await watcher.nextOf('external')).toMatchObject({
      taken: [[at(5), at(6)]],
      freed: [[at(3), at(4)]],
    });
    await server.request('DELETE', `${USERNAME}/work/a.ics`);
    expect(await watcher.nextOf('external')).toMatchObject({ taken: [], freed: [[at(0), at(1)]] });
    expect((await expert.book(at(0))).status).toBe(201);

    await server.stop();
    const first = async () => (await expert.asExpert<Connection[]>('GET', '/connections')).body[0];
    await until('the failure', async () => (await first())?.calendars[0]?.failure === 'not_reachable');
    expect(problemOf(await expert.book(at(5))).code).toBe('slot_taken');
    await server.resume();
    await server.request('DELETE', `${USERNAME}/work/b.ics`);
    const path = `/connections/${connected.body.id}`;
    expect((await expert.asExpert<Connection>('POST', `${path}/sync`)).body.calendars[0]?.failure).toBeNull();
    expect((await expert.book(at(5))).status).toBe(201);

    expect(problemOf(await expert.asExpert('PATCH', path, { password: 'wrong' })).code).toBe(
      'provider_refused',
    );
    expect(
      (await expert.asExpert<Connection>('PATCH', path, { password: PASSWORD, name: 'Office' })).body.name,
    ).toBe('Office');
    const stored = await Promise.all(
      ['connections', 'connected_calendars', 'external_events'].map((name) =>
        api.connection.collection(name).find().toArray(),
      ),
    );
    expect(JSON.stringify(stored)).not.toMatch(/Private words|pass:w|work\/|ada\/work/);
    watcher.close();
  });
});
