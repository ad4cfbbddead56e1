import type { ConnectedCalendar, Connection, ExternalEvent, SlotExplanation } from '@expertbook/contracts';
import { Types } from 'mongoose';
import type { FeedServer } from './feed-server';
import { FEED_SETTINGS, startFeed } from './feed-server';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';
import { watch } from './watcher';

const HOUR_MS = 3_600_000;
const at = (hours: number) =>
  new Date((Math.floor(Date.now() / HOUR_MS) + 72 + hours) * HOUR_MS).toISOString();

describe('connected calendars', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  let feed: FeedServer;
  beforeAll(async () => {
    api = await startApi({ ...FEED_SETTINGS, CALENDAR_POLL: '1' });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    feed = await startFeed();
    expert = await publishExpert(api.url);
  });
  afterEach(() => feed.close());

  const connect = (address = feed.address) =>
    expert.asExpert<Connection>('POST', '/connections/ics', { address });
  const event = (uid: string, from: number, to: number, lines: string[] = []) => ({
    uid,
    start: at(from),
    end: at(to),
    lines,
  });
  const isFree = async (hours: number, type = expert.eventType) => {
    const free = await expert.starts(type);
    return free.some((start) => Date.parse(start) === Date.parse(at(hours)));
  };
  const choose = async ({ id, calendars }: Connection, choices: object) => {
    const path = `/connections/${id}/calendars/${calendars[0]?.id}`;
    const chosen = await expert.asExpert<ConnectedCalendar>('PATCH', path, choices);
    if (chosen.status === 200) expect(chosen.body).toMatchObject(choices);
    return chosen;
  };

  it('take their events’ time, without a word of them anywhere', async () => {
    feed.set([event('a', 0, 2)]);
    const connected = await connect();
    expect(connected.status).toBe(201);
    expect(connected.body).toEqual({
      id: expect.any(String),
      provider: 'ics',
      name: 'Family',
      account: null,
      createdAt: expect.any(String),
      calendars: [
        {
          id: expect.any(String),
          name: 'Family',
          color: null,
          timeZone: null,
          countsAsBusy: true,
          eventTypeIds: null,
          tentativeCounts: true,
          freeCounts: false,
          whenStale: 'closed',
          isStale: false,
          lastReadAt: expect.any(String),
          failure: null,
          canReceiveBookings: false,
          receivesBookings: false,
          followsChanges: false,
          writes: null,
        },
      ],
    });
    expect(await Promise.all([isFree(-1), isFree(0), isFree(1), isFree(2)])).toEqual([
      true,
      false,
      false,
      true,
    ]);
    const refused = problemOf(await expert.book(at(1)));
    expect(refused.code).toBe('slot_taken');
    expect(refused.alternatives).not.toContain(at(1));
    expect((await expert.book(at(2))).status).toBe(201);
    const why = await expert.asExpert<SlotExplanation>(
      'GET',
      `/experts/${expert.handle}/event-types/${expert.eventType.slug}/slots/explain?start=${encodeURIComponent(at(1))}`,
    );
    expect(why.body.obstacles).toEqual([
      {
        reason: 'busy_elsewhere',
        blockedBy: { start: expect.any(String), end: expect.any(String), bookingUids: [] },
        calendars: ['Family'],
      },
    ]);
    expect(why.body.day.bands).toContainEqual(expect.objectContaining({ kind: 'external', title: 'Family' }));
    const events = await expert.asExpert<ExternalEvent[]>(
      'GET',
      `/connections/events?from=${encodeURIComponent(at(-1))}&to=${encodeURIComponent(at(5))}`,
    );
    expect(events.body.map(({ start, end }) => [Date.parse(start), Date.parse(end)])).toEqual([
      [Date.parse(at(0)), Date.parse(at(2))],
    ]);
    const stored = JSON.stringify(
      await Promise.all(
        ['connections', 'connected_calendars', 'external_events', 'external_busy'].map((name) =>
          api.connection.collection(name).find().toArray(),
        ),
      ),
    );
    expect(stored).not.toMatch(/secret-3f9a|Private words/);
  });

  it('change open pages live, whatever happens in them', async () => {
    feed.set([event('a', 0, 1)]);
    await connect();
    const watcher = await watch(api.url, expert);
    feed.set([event('a', 0, 1), event('b', 3, 4)]);
    expect(await watcher.nextOf('external')).toMatchObject({ taken: [[at(3), at(4)]], freed: [] });
    expect(await isFree(3)).toBe(false);
    feed.set([event('b', 4, 5)]);
    expect(await watcher.nextOf('external')).toMatchObject({
      taken: [[at(4), at(5)]],
      freed: [
        [at(0), at(1)],
        [at(3), at(4)],
      ],
    });
    expect(await Promise.all([isFree(0), isFree(3), isFree(4)])).toEqual([true, true, false]);
    watcher.close();
  });

  it('are asked whether they changed, and cost no revision while they have not', async () => {
    feed.set([event('a', 0, 1)]);
    await connect();
    const { revision } = await expert.slots();
    const before = feed.requests.length;
    await until('two more reads', () => feed.requests.length >= before + 2);
    expect(feed.requests.slice(before + 1).map(({ headers }) => headers['if-none-match'])).not.toContain(
      undefined,
    );
    expect((await expert.slots()).revision).toBe(revision);
  });

  it('count as their expert chooses: for some event types, tentative and free events', async () => {
    const other = await expert.addEventType();
    feed.set([
      event('a', 0, 1),
      event('b', 2, 3, ['TRANSP:TRANSPARENT']),
      event('c', 4, 5, ['STATUS:TENTATIVE']),
    ]);
    const { body: connection } = await connect();
    const free = () => Promise.all([isFree(0), isFree(2), isFree(4), isFree(0, other)]);
    expect(await free()).toEqual([false, true, false, false]);
    await choose(connection, { freeCounts: true, tentativeCounts: false });
    expect(await free()).toEqual([false, false, true, false]);
    expect((await choose(connection, { eventTypeIds: [other.id] })).body).toMatchObject({
      eventTypeIds: [other.id],
    });
    expect(await free()).toEqual([true, true, true, false]);
    await choose(connection, { eventTypeIds: null, freeCounts: false });
    expect(await free()).toEqual([false, true, true, false]);
    expect((await choose(connection, { countsAsBusy: false })).body.countsAsBusy).toBe(false);
    expect(await free()).toEqual([true, true, true, true]);
    const foreign = await publishExpert(api.url);
    expect(problemOf(await choose(connection, { eventTypeIds: [foreign.eventType.id] })).code).toBe(
      'validation_failed',
    );
  });

  it('are foreign to other experts, and free their times when they are disconnected', async () => {
    feed.set([event('a', 0, 1)]);
    const { body: connection } = await connect();
    const other = await publishExpert(api.url);
    const path = `/connections/${connection.id}`;
    for (const [method, address] of [
      ['PATCH', path],
      ['DELETE', path],
      ['POST', `${path}/sync`],
      ['PATCH', `${path}/calendars/${connection.calendars[0]?.id}`],
    ] as const) {
      expect([method, (await other.asExpert(method, address, {})).status]).toEqual([method, 404]);
    }
    expect(await isFree(0)).toBe(false);
    expect((await expert.asExpert('DELETE', path)).status).toBe(204);
    expect(await isFree(0)).toBe(true);
    expect((await expert.asExpert<Connection[]>('GET', '/connections')).body).toEqual([]);
    const left = await Promise.all(
      ['connected_calendars', 'external_events', 'external_busy'].map((name) =>
        api.connection.collection(name).countDocuments({
          $or: [
            { expertId: new Types.ObjectId(expert.me.expert?.id) },
            { calendarId: new Types.ObjectId(connection.calendars[0]?.id) },
          ],
        }),
      ),
    );
    expect(left).toEqual([0, 0, 0]);
  });

  it('that cannot be read say why, and keep what was read', async () => {
    feed.set([event('a', 0, 1)]);
    const { body: connection } = await connect();
    feed.respond(503);
    const sync = () => expert.asExpert<Connection>('POST', `/connections/${connection.id}/sync`);
    expect(await until('a failure', async () => (await sync()).body.calendars[0]?.failure)).toBe(
      'rate_limited',
    );
    expect(await isFree(0)).toBe(false);
    feed.respond(404);
    expect((await sync()).body.calendars[0]).toMatchObject({ failure: 'not_found', isStale: false });
    feed.respond(null);
    expect((await sync()).body.calendars[0]).toMatchObject({ failure: null });
  });

  it('that have not been read for too long close everything, or nothing, as their expert chose', async () => {
    feed.set([event('a', 0, 1)]);
    const { body: connection } = await connect();
    feed.respond(500);
    await until('a failure', async () => {
      const [calendar] =
        (await expert.asExpert<Connection[]>('GET', '/connections')).body[0]?.calendars ?? [];
      return calendar?.failure;
    });
    const watcher = await watch(api.url, expert);
    await api.connection
      .collection('connected_calendars')
      .updateOne(
        { _id: new Types.ObjectId(connection.calendars[0]?.id) },
        { $set: { lastReadAt: new Date(Date.now() - 4 * HOUR_MS) } },
      );
    await watcher.nextOf('schedule');
    expect((await expert.slots()).slots).toEqual({});
    expect(problemOf(await expert.book(at(5))).code).toBe('slot_taken');
    expect((await choose(connection, { whenStale: 'open' })).body.isStale).toBe(true);
    expect(await Promise.all([isFree(0), isFree(5)])).toEqual([false, true]);
    await choose(connection, { whenStale: 'closed' });
    expect(await isFree(5)).toBe(false);
    feed.respond(null);
    await expert.asExpert('POST', `/connections/${connection.id}/sync`);
    expect(await Promise.all([isFree(0), isFree(5)])).toEqual([false, true]);
    watcher.close();
  });

  it('are refused where there is no calendar, with equal responses for what cannot be reached', async () => {
    expect(problemOf(await connect('ftp://example.com/a.ics')).code).toBe('validation_failed');
    expect(problemOf(await connect('http://10.0.0.1/a.ics')).code).toBe('address_not_reachable');
    feed.respond(200);
    expect(problemOf(await connect()).code).toBe('calendar_unreadable');
    feed.respond(401);
    expect(problemOf(await connect()).code).toBe('provider_refused');
    expect((await expert.asExpert<Connection[]>('GET', '/connections')).body).toEqual([]);
  });
});
