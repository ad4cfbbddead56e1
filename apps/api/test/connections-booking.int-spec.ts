import type { Connection } from '@expertbook/contracts';
import { Types } from 'mongoose';
import { CalendarFreshness } from '../src/app/connections/calendar-freshness';
import { CalendarSync } from '../src/app/connections/calendar-sync.service';
import type { FeedEvent, FeedServer } from './feed-server';
import { FEED_SETTINGS, startFeed } from './feed-server';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import { tally } from './people';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';

const HOUR_MS = 3_600_000;
const at = (hours: number) =>
  new Date((Math.floor(Date.now() / HOUR_MS) + 72 + hours) * HOUR_MS).toISOString();
const event = (uid: string, from: number, to: number): FeedEvent => ({ uid, start: at(from), end: at(to) });

/** Two processes' worth of API on one database; calendars are read only when a test or a booking asks. */
describe('bookings beside connected calendars', () => {
  let api: TestApi;
  let second: TestApi;
  let feed: FeedServer;
  let expert: PublishedExpert;
  let connection: Connection;
  const settings = {
    ...FEED_SETTINGS,
    CALENDAR_POLL: '86400',
    CALENDAR_CHECK_TIMEOUT_MS: '4000',
    TRANSACTION_DEADLINE_MS: '20000',
  };
  beforeAll(async () => {
    api = await startApi(settings);
    second = await startApi({ ...settings, MONGO_URI: api.mongoUri });
  });
  afterAll(async () => {
    await second.app.close();
    await api.close();
  });
  beforeEach(async () => {
    feed = await startFeed();
    feed.set([event('a', 0, 1)]);
    expert = await publishExpert(api.url);
    const { body } = await expert.asExpert<Connection>('POST', '/connections/ics', { address: feed.address });
    connection = body;
  });
  afterEach(() => feed.close());

  const calendarId = () => new Types.ObjectId(connection.calendars[0]?.id);
  const calendar = () => api.connection.collection('connected_calendars').findOne({ _id: calendarId() });
  const change = (set: object) =>
    api.connection.collection('connected_calendars').updateOne({ _id: calendarId() }, { $set: set });
  const grow = async (ageMs: number) => {
    await change({ lastReadAt: new Date(Date.now() - ageMs) });
    for (const { app } of [api, second]) app.get(CalendarFreshness).forget([calendarId()]);
  };
  const choose = (choices: object) =>
    expert.asExpert(
      'PATCH',
      `/connections/${connection.id}/calendars/${connection.calendars[0]?.id}`,
      choices,
    );
  const sync = (on: TestApi) => on.app.get(CalendarSync).sync(calendarId(), 10_000);

  it('see what was entered elsewhere a moment ago, and ask no calendar that was just read', async () => {
    feed.set([event('a', 0, 1), event('b', 3, 4)]);
    const before = feed.requests.length;
    expect((await expert.book(at(2))).status).toBe(201);
    expect(feed.requests.length).toBe(before);
    await grow(61_000);
    expect(problemOf(await expert.book(at(3))).code).toBe('slot_taken');
    expect(feed.requests.length).toBe(before + 1);
    expect((await expert.book(at(5))).status).toBe(201);
  });

  it('and reschedules do the same', async () => {
    const { body: booking } = await expert.book(at(2));
    feed.set([event('b', 3, 4)]);
    await grow(61_000);
    const moved = await api.call('POST', `/bookings/${booking.uid}/reschedule`, {
      body: { start: at(3) },
      headers: { 'x-manage-token': booking.manageToken },
    });
    expect(problemOf(moved).code).toBe('slot_taken');
  });

  it('wait no longer than a moment for a calendar that does not answer; then its expert’s choice applies', async () => {
    await grow(61_000);
    feed.respond('never');
    const began = performance.now();
    const refused = await expert.book(at(2));
    expect(problemOf(refused).code).toBe('busy_try_again');
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(performance.now() - began).toBeGreaterThan(3900);
    await choose({ whenStale: 'open' });
    await until('the end of the read', async () => (await calendar())?.['claim'] === null);
    expect((await expert.book(at(2))).status).toBe(201);
    expect(problemOf(await expert.book(at(0))).code).toBe('slot_taken');
  });

  it('that race for a time with an event elsewhere: the time is taken once at most', async () => {
    await grow(61_000);
    const before = feed.requests.length;
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => expert.book(at(6), { through: i % 2 ? second.url : api.url })),
    );
    expect(tally(answers)).toMatchObject({ '201': 1 });
    expect(feed.requests.length).toBe(before + 1);
  });

  it('two processes that read one calendar read it once', async () => {
    const before = feed.requests.length;
    const outcomes = await Promise.all([api, second, api, second].map(sync));
    expect(outcomes.sort()).toEqual(['elsewhere', 'elsewhere', 'elsewhere', 'read']);
    expect(feed.requests.length).toBe(before + 1);
  });

  it('a process that dies while it reads leaves the calendar to others once its time is over', async () => {
    await change({ claim: { token: 'of the dead', until: new Date(Date.now() + 60_000) } });
    expect(await sync(api)).toBe('elsewhere');
    await change({ claim: { token: 'of the dead', until: new Date(Date.now() - 1) } });
    feed.set([event('b', 3, 4)]);
    expect(await sync(second)).toBe('read');
    expect(problemOf(await expert.book(at(3))).code).toBe('slot_taken');
    expect((await expert.book(at(0))).status).toBe(201);
  });

  it('an interruption between the events and the times they take is mended by the next read', async () => {
    feed.set([event('b', 3, 4)]);
    const months = api.connection.collection('external_busy');
    const [before, events] = await Promise.all([
      months.find({ calendarId: calendarId() }).toArray(),
      api.connection.collection('external_events'),
    ]);
    expect(await sync(api)).toBe('read');
    // As it was left: new events, old times, old cursor.
    await months.deleteMany({ calendarId: calendarId() });
    await months.insertMany(before);
    await change({ cursor: null });
    expect(await events.countDocuments({ calendarId: calendarId() })).toBe(1);
    expect(await sync(second)).toBe('read');
    expect(problemOf(await expert.book(at(3))).code).toBe('slot_taken');
    expect((await expert.book(at(0))).status).toBe(201);
  });

  it('choices that change during a read are kept', async () => {
    await choose({ freeCounts: true });
    feed.set([{ ...event('b', 3, 4), lines: ['TRANSP:TRANSPARENT'] }]);
    const [outcome] = await Promise.all([sync(api), choose({ freeCounts: false })]);
    if (outcome !== 'read') expect(await sync(api)).toBe('read');
    expect((await expert.book(at(3))).status).toBe(201);
    expect((await calendar())?.['freeCounts']).toBe(false);
  });
});
