import type { Problem, SlotExplanation, SlotsResponse } from '@expertbook/contracts';
import { addDays } from '@expertbook/scheduling';
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { get } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert, tally } from './published-expert';

/** The raw body: `fetch` would decompress it. */
async function bytesOf(
  url: string,
  headers: Record<string, string>,
): Promise<{ status?: number; headers: IncomingHttpHeaders; body: Buffer }> {
  const [answer] = (await once(get(url, { headers }), 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) };
}

describe('slots', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => {
    api = await startApi();
    expert = await publishExpert(api.url);
  });
  afterAll(() => api.close());

  const soon = addDays(new Date().toISOString().slice(0, 10), 2);
  const read = (query: Record<string, string>, headers: Record<string, string> = {}) =>
    api.call<SlotsResponse>(
      'GET',
      `/experts/${expert.handle}/event-types/${expert.eventType.slug}/slots?${String(new URLSearchParams(query))}`,
      { headers },
    );

  it("are the same instants for every viewer, under the viewer's own dates", async () => {
    const instants = async (timeZone: string) => {
      const { body } = await read({ start: addDays(soon, -1), end: addDays(soon, 2), timeZone });
      for (const [date, slots] of Object.entries(body.slots)) {
        expect(slots.every(({ start }) => start.startsWith(date))).toBe(true);
      }
      const all = Object.values(body.slots).flat();
      return new Set(all.map(({ start }) => Date.parse(start)));
    };
    const [utc, kathmandu, apia] = [
      await instants('UTC'),
      await instants('Asia/Kathmandu'),
      await instants('Pacific/Apia'),
    ];
    const middle = Date.parse(`${soon}T12:00:00Z`);
    const near = [...utc].filter((instant) => Math.abs(instant - middle) <= 6 * 3_600_000);
    expect(near).toHaveLength(25);
    expect(near.every((instant) => kathmandu.has(instant) && apia.has(instant))).toBe(true);
  });

  it('give 304 to clients that have them, until something changes', async () => {
    const query = { start: soon, end: soon, timeZone: 'UTC' };
    const first = await read(query);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    expect((await read(query, { 'If-None-Match': etag })).status).toBe(304);
    expect((await read({ ...query, timeZone: 'Asia/Tokyo' }, { 'If-None-Match': etag })).status).toBe(200);
    await expert.book(Object.values(first.body.slots).flat()[0]?.start ?? '');
    const after = await read(query, { 'If-None-Match': etag });
    expect(after.status).toBe(200);
    expect(after.body.revision).toBeGreaterThan(first.body.revision);
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)(
    'are compressed with %s, at first and from the cache, and revalidated',
    async (encoding, unpack) => {
      const query = new URLSearchParams({ start: soon, end: addDays(soon, 27), timeZone: 'UTC' });
      const address = `${api.url}/api/v1/experts/${expert.handle}/event-types/${expert.eventType.slug}/slots?${query}`;
      const plain = await bytesOf(address, { 'accept-encoding': 'identity' });
      expect(plain.headers).toMatchObject({ vary: 'Accept-Encoding', etag: expect.stringMatching(/^"/) });
      for (const _time of ['first', 'again']) {
        const { headers, body } = await bytesOf(address, { 'accept-encoding': encoding });
        expect(headers).toMatchObject({
          'content-encoding': encoding,
          'content-length': String(body.length),
          vary: 'Accept-Encoding',
          etag: `W/${plain.headers.etag}`,
        });
        expect(unpack(body).equals(plain.body)).toBe(true);
        expect(body.length).toBeLessThan(plain.body.length / 4);
        const unchanged = await bytesOf(address, {
          'accept-encoding': encoding,
          'if-none-match': headers.etag ?? '',
        });
        expect([unchanged.status, unchanged.headers['content-encoding'], unchanged.body.length]).toEqual([
          304,
          undefined,
          0,
        ]);
      }
      // The size of a response to a request with a secret must reveal nothing.
      const secret = await bytesOf(address, {
        'accept-encoding': encoding,
        'x-manage-token': 'a'.repeat(43),
      });
      expect(secret.headers['content-encoding']).toBeUndefined();
      expect(secret.headers.vary).toBe('Accept-Encoding');
    },
  );

  it('have the same Vary header with a secret, whose uncompressed response is not shared', async () => {
    const query = new URLSearchParams({ start: soon, end: addDays(soon, 20), timeZone: 'UTC' });
    const page = `${api.url}/api/v1/experts/${expert.handle}/event-types/${expert.eventType.slug}`;
    const address = `${page}/slots?${query}`;
    const secret = { authorization: `Bearer ${expert.accessToken}` };
    const own = await bytesOf(address, { 'accept-encoding': 'br', ...secret });
    expect([own.status, own.headers['content-encoding'], own.headers.vary]).toEqual([
      200,
      undefined,
      'Accept-Encoding',
    ]);
    const open = await bytesOf(address, { 'accept-encoding': 'br' });
    expect(open.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    // Nor is a response that was compressed for others sent to a request with a secret.
    const again = await bytesOf(address, { 'accept-encoding': 'br', ...secret });
    expect(again.headers['content-encoding']).toBeUndefined();
    const unchanged = { ...secret, 'accept-encoding': 'br', 'if-none-match': open.headers.etag ?? '' };
    const revalidated = await bytesOf(address, unchanged);
    expect([revalidated.status, revalidated.headers.vary]).toEqual([304, 'Accept-Encoding']);
    const none = await bytesOf(`${page}-none/slots?${query}`, { 'accept-encoding': 'br' });
    expect([none.status, none.headers.vary]).toEqual([404, 'Accept-Encoding']);
  });

  it('are sent from the cache as at first, and are limited like any other response', async () => {
    const limit = 4;
    const strict = await startApi({ MONGO_URI: api.mongoUri, RATE_LIMIT: String(limit) });
    try {
      const path = `/experts/${expert.handle}/event-types/${expert.eventType.slug}/slots`;
      const url = `${path}?${String(new URLSearchParams({ start: soon, end: soon, timeZone: 'Asia/Tokyo' }))}`;
      const ofAll = ({ headers }: { headers: Headers }) =>
        [...headers].filter(([name]) => !/^(date$|x-ratelimit|x-request-id$)/.test(name));
      const first = await strict.call('GET', url);
      expect(first.headers.get('x-ratelimit-limit-all')).toBe(String(limit));
      expect(first.headers.get('content-security-policy')).toContain("default-src 'self'");
      for (let i = 0; i < limit; i++) {
        const again = await strict.call('GET', url);
        expect(again.headers.get('x-ratelimit-limit-all')).toBeNull();
        expect({ status: again.status, body: again.body }).toEqual({ status: 200, body: first.body });
        expect(ofAll(again)).toEqual(ofAll(first));
        expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
      }
      const refused = await strict.call('GET', url);
      expect({ status: refused.status, code: problemOf(refused).code }).toEqual({
        status: 429,
        code: 'rate_limited',
      });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(refused.headers.get('content-security-policy')).toBe(
        first.headers.get('content-security-policy'),
      );
    } finally {
      await strict.app.close();
    }
  });

  it('that are listed can be booked, every one of a day, and no times in between', async () => {
    const { body } = await read({ start: addDays(soon, 1), end: addDays(soon, 1), timeZone: 'UTC' });
    const starts = Object.values(body.slots)
      .flat()
      .map(({ start }) => start);
    expect(starts).toHaveLength(48);
    const between = starts.map((start) => new Date(Date.parse(start) + 5 * 60_000).toISOString());
    expect(tally(await Promise.all(between.map((start) => expert.book(start))))).toEqual({ 422: 48 });
    expect(tally(await Promise.all(starts.map((start) => expert.book(start))))).toEqual({ 201: 48 });
    const after = await read({ start: addDays(soon, 1), end: addDays(soon, 1), timeZone: 'UTC' });
    expect(after.body.slots).toEqual({});
  });

  it('explain to their expert only why a time is not offered', async () => {
    const path = (start: string, { handle, eventType } = expert) =>
      `/experts/${handle}/event-types/${eventType.slug}/slots/explain?start=${encodeURIComponent(start)}`;
    const free = (await expert.starts()).at(-1) ?? '';
    const off = new Date(Date.parse(free) + 5 * 60_000).toISOString();
    expect((await expert.asExpert<SlotExplanation>('GET', path(free))).body).toMatchObject({
      bookable: true,
      obstacles: [],
    });
    expect((await expert.asExpert<SlotExplanation>('GET', path(off))).body.obstacles).toEqual([
      { reason: 'off_grid' },
    ]);
    const { body: booking } = await expert.book(free);
    const taken = await expert.asExpert<SlotExplanation>('GET', path(free));
    expect(taken.body.obstacles).toMatchObject([
      { reason: 'slot_taken', blockedBy: { bookingUids: [booking.uid] } },
    ]);
    const { date, bands } = taken.body.day;
    expect(taken.body.start.startsWith(date)).toBe(true);
    expect(bands[0]?.kind).toBe('hours');
    const booked = bands.filter(({ kind }) => kind === 'booking');
    expect(booked).toHaveLength(1);
    expect(booked[0]).toMatchObject({
      start: taken.body.start,
      title: expert.eventType.title,
      bookingUids: [booking.uid],
    });
    expect(JSON.stringify(taken.body)).not.toMatch(/@|attendee|"name"/);
    expect(problemOf(await expert.book(free)).code).toBe('slot_taken');
    const stranger = await publishExpert(api.url);
    expect((await stranger.asExpert('GET', path(free))).status).toBe(404);
    expect((await api.call('GET', path(free))).status).toBe(401);
  });

  it('follow a change of the hours or of the event type at once, also where they were requested before', async () => {
    const busy = await publishExpert(api.url);
    expect((await busy.starts()).length).toBeGreaterThan(90);
    const [schedule] = (await busy.asExpert<{ id: string }[]>('GET', '/schedules')).body;
    const closed = Array.from({ length: 7 }, () => []);
    await busy.asExpert('PATCH', `/schedules/${schedule?.id ?? ''}`, { weekly: closed });
    expect(await busy.starts()).toEqual([]);
    const mornings = Array.from({ length: 7 }, () => [{ start: '09:00', end: '10:00' }]);
    await busy.asExpert('PATCH', `/schedules/${schedule?.id ?? ''}`, { weekly: mornings });
    expect((await busy.starts()).length).toBe(8);
    await busy.asExpert('PATCH', `/event-types/${busy.eventType.id}`, { slotInterval: 15 });
    const starts = await busy.starts();
    expect(starts.length).toBe(12);
    await busy.asExpert('PATCH', `/event-types/${busy.eventType.id}`, { active: false });
    expect((await busy.book(starts[0] ?? '')).status).toBe(404);
  });

  it.each([
    ['an end before the start', { start: soon, end: addDays(soon, -1), timeZone: 'UTC' }, 'invalid_range'],
    ['more than 62 days', { start: soon, end: addDays(soon, 63), timeZone: 'UTC' }, 'invalid_range'],
    [
      'a duration not offered',
      { start: soon, end: soon, timeZone: 'UTC', duration: '45' },
      'invalid_duration',
    ],
    ['an unknown zone', { start: soon, end: soon, timeZone: 'Mars/Olympus' }, 'validation_failed'],
    [
      'a date that does not exist',
      { start: '2027-02-30', end: '2027-03-01', timeZone: 'UTC' },
      'validation_failed',
    ],
  ])('refuse %s', async (_what, query, code) => {
    const answer = await read(query as Record<string, string>);
    expect({ status: answer.status, code: (answer.body as unknown as Problem).code }).toEqual({
      status: 422,
      code,
    });
  });
});
