import type { Booking, BookingsPage, CreatedBooking, Hold, Problem } from '@expertbook/contracts';
import { findOverlaps } from '../src/app/calendars/overlaps';
import type { Answer, TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { expireHold } from './expire-hold';
import { until } from './until';
import { publishExpert, tally } from './published-expert';

const MINUTE_MS = 60_000;
const later = (start: string, minutes: number) =>
  new Date(Date.parse(start) + minutes * MINUTE_MS).toISOString();

describe('bookings', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => (api = await startApi({ HOLD_TTL: '2' })));
  afterAll(() => api.close());
  beforeEach(async () => (expert = await publishExpert(api.url)));
  afterEach(async () => expect(await findOverlaps(api.connection, 5)).toEqual([]));

  const asClient = <T>(method: string, path: string, token: string, body?: unknown) =>
    api.call<T>(method, path, { headers: { 'X-Manage-Token': token }, ...(body !== undefined && { body }) });

  describe('creation', () => {
    it('gives the client a video link, calendar links and a manage link, and removes the slot', async () => {
      const [start = ''] = await expert.starts();
      const booked = await expert.book(start);
      expect(booked.status).toBe(201);
      expect(booked.body).toMatchObject({ status: 'confirmed', duration: 30, cancelReason: null });
      expect(booked.body.meetingUrl).toMatch(/^https:\/\/meet\.jit\.si\//);
      expect(booked.body.manageToken.length).toBeGreaterThanOrEqual(22);
      expect(booked.body.links.manage).toContain(
        `/bookings/${booked.body.uid}#token=${booked.body.manageToken}`,
      );
      expect(await expert.starts()).not.toContain(start);
    });

    it('keeps the manage token only as a hash', async () => {
      const [start = ''] = await expert.starts();
      const { body } = await expert.book(start);
      const stored = await api.connection.collection('bookings').findOne({ 'attendees.uid': body.uid });
      expect(JSON.stringify(stored)).not.toContain(body.manageToken);
      const rows = await api.connection.collection('outbox').find().toArray();
      expect(JSON.stringify(rows)).not.toContain(body.manageToken);
    });

    it.each([
      ['a start off the grid', 7, 'off_grid', 422],
      ['a start in the past', -60 * 24 * 10, 'in_the_past', 422],
      ['a start past the window', 60 * 24 * 90, 'out_of_window', 422],
    ])('rejects %s with its reason', async (_what, minutes, code, status) => {
      const [start = ''] = await expert.starts();
      const answer = await expert.book(later(start, minutes));
      expect({ status: answer.status, code: problemOf(answer).code }).toEqual({ status, code });
    });

    it('names every invalid field', async () => {
      const answer = await api.call<Problem>('POST', '/bookings', {
        body: {
          eventTypeId: expert.eventType.id,
          start: 'soon',
          attendee: { name: '', email: 'x', timeZone: 'Mars' },
          extra: 1,
        },
      });
      expect(answer.status).toBe(422);
      expect(answer.body.errors?.map(({ field }) => field).sort()).toEqual([
        'attendee.email',
        'attendee.name',
        'attendee.timeZone',
        'extra',
        'start',
      ]);
    });

    it('responds with the nearest free times when the time is lost', async () => {
      const starts = await expert.starts();
      const start = starts[10] ?? '';
      await expert.book(start);
      const lost = await expert.book(start);
      expect(lost.status).toBe(409);
      expect(problemOf(lost)).toMatchObject({ code: 'slot_taken' });
      const free = new Set(starts.map(Date.parse));
      expect(problemOf(lost).alternatives).toHaveLength(3);
      for (const alternative of problemOf(lost).alternatives ?? []) {
        expect(free.has(Date.parse(alternative))).toBe(true);
        expect((await expert.book(alternative)).status).toBe(201);
      }
    });
  });

  describe('concurrency', () => {
    it('gives one slot to exactly one of 200', async () => {
      const [, start = ''] = await expert.starts();
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, i) => expert.book(start, { name: `Client ${i}` })),
      );
      expect(tally(answers)).toEqual({ 201: 1, 409: 199 });
      for (const answer of answers.filter(({ status }) => status === 409)) {
        expect(problemOf(answer).code).toBe('slot_taken');
        expect(problemOf(answer).alternatives?.length).toBeGreaterThan(0);
      }
    });

    it('never confirms two of 200 different but overlapping times', async () => {
      const long = await expert.addEventType({ durations: [60, 45, 30], slotInterval: 15 });
      const [start = ''] = await expert.starts(long);
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, i) =>
          expert.book(later(start, (i % 4) * 15), {
            eventType: long,
            with: { duration: [60, 45, 60][i % 3] },
          }),
        ),
      );
      const counts = tally(answers);
      expect(Object.keys(counts).sort()).toEqual(['201', '409']);
      // All are within 105 minutes and last at least 45: at most two fit.
      expect(counts[201]).toBeGreaterThanOrEqual(1);
      expect(counts[201]).toBeLessThanOrEqual(2);
    });

    it('gives one time to one of two event types of an expert', async () => {
      const other = await expert.addEventType({ durations: [30], bufferBefore: 10, bufferAfter: 10 });
      const [, , start = ''] = await expert.starts();
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          expert.book(start, { eventType: i % 2 ? other : expert.eventType }),
        ),
      );
      expect(tally(answers)).toEqual({ 201: 1, 409: 99 });
    });

    it('allows times that touch', async () => {
      const [first = '', second = ''] = await expert.starts();
      const answers = await Promise.all([expert.book(first), expert.book(second)]);
      expect(tally(answers)).toEqual({ 201: 2 });
    });

    it('enforces a limit of one per day', async () => {
      const limited = await expert.addEventType({
        limits: { perDay: 1, perWeek: null, minutesPerDay: null },
      });
      const starts = (await expert.starts(limited)).slice(0, 20);
      const answers = await Promise.all(starts.map((start) => expert.book(start, { eventType: limited })));
      expect(tally(answers)).toEqual({ 201: 1, 409: 19 });
      expect(answers.filter(({ status }) => status === 409).map((a) => problemOf(a).code)).toEqual(
        Array.from({ length: 19 }, () => 'limit_reached'),
      );
    });

    it('handles 100 requests with one Idempotency-Key once and sends all the same response', async () => {
      const [start = ''] = await expert.starts();
      const headers = { 'Idempotency-Key': 'a-key-of-a-client-0001' };
      const answers = await Promise.all(Array.from({ length: 100 }, () => expert.book(start, { headers })));
      const made = answers.filter(({ status }) => status === 201);
      const waiting = answers.filter(({ status }) => status === 409);
      expect(made.length + waiting.length).toBe(100);
      expect(new Set(made.map(({ body }) => body.uid)).size).toBe(1);
      expect(new Set(waiting.map((a) => problemOf(a).code))).toEqual(
        new Set(waiting.length ? ['idempotency_in_progress'] : []),
      );
      const again = await expert.book(start, { headers });
      expect(again.status).toBe(201);
      expect(again.body).toEqual(made[0]?.body);
      const other = await expert.book(later(start, 30), { headers });
      expect({ status: other.status, code: problemOf(other).code }).toEqual({
        status: 422,
        code: 'idempotency_mismatch',
      });
    });
  });

  describe('cancelling', () => {
    it('frees the slot, and a repetition gets the same response', async () => {
      const [start = ''] = await expert.starts();
      const { body } = await expert.book(start);
      const first = await asClient<Booking>('POST', `/bookings/${body.uid}/cancel`, body.manageToken, {
        reason: 'Ill',
      });
      expect(first).toMatchObject({
        status: 200,
        body: { status: 'cancelled', cancelReason: 'Ill', cancelledBy: 'client' },
      });
      const second = await asClient<Booking>('POST', `/bookings/${body.uid}/cancel`, body.manageToken, {
        reason: 'Again',
      });
      expect(second).toMatchObject({ status: 200, body: first.body });
      expect(await expert.starts()).toContain(start);
      expect((await expert.book(start)).status).toBe(201);
    });

    it('is possible for the expert and nobody else, and other bookings look like unknown ones', async () => {
      const [start = ''] = await expert.starts();
      const { body } = await expert.book(start);
      const stranger = await publishExpert(api.url);
      const strip = (answer: Answer<unknown>) => ({ ...problemOf(answer), instance: '' });
      const foreign = await stranger.asExpert('POST', `/bookings/${body.uid}/cancel`, {});
      const unknown = await stranger.asExpert('POST', `/bookings/nothing-of-this-name/cancel`, {});
      const guessed = await asClient('POST', `/bookings/${body.uid}/cancel`, 'x'.repeat(32), {});
      expect(foreign.status).toBe(404);
      expect(strip(foreign)).toEqual(strip(unknown));
      expect(strip(guessed)).toEqual(strip(unknown));
      const own = await expert.asExpert<Booking>('POST', `/bookings/${body.uid}/cancel`, { reason: 'Away' });
      expect(own.body).toMatchObject({ status: 'cancelled', cancelledBy: 'expert' });
    });
  });

  describe('confirming', () => {
    it('claims the time while pending, and only one of two parallel responses counts', async () => {
      const asked = await expert.addEventType({ requiresConfirmation: true });
      const [start = ''] = await expert.starts(asked);
      const { body } = await expert.book(start, { eventType: asked });
      expect(body).toMatchObject({ status: 'pending', meetingUrl: null });
      expect(await expert.starts(asked)).not.toContain(start);
      const answers = await Promise.all([
        expert.asExpert<Booking>('POST', `/bookings/${body.uid}/confirm`),
        expert.asExpert<Booking>('POST', `/bookings/${body.uid}/confirm`),
        expert.asExpert<Booking>('POST', `/bookings/${body.uid}/decline`, {}),
      ]);
      expect(tally(answers)).toEqual({ 200: 1, 409: 2 });
      const lost = answers.filter(({ status }) => status === 409).map((answer) => problemOf(answer).code);
      expect(lost).toEqual(['illegal_transition', 'illegal_transition']);
    });
  });

  describe('rescheduling', () => {
    it('claims the new time and frees the old one, and the old link redirects to the new booking', async () => {
      const [start = '', next = ''] = await expert.starts();
      const { body: old } = await expert.book(start);
      const moved = await asClient<CreatedBooking>(
        'POST',
        `/bookings/${old.uid}/reschedule`,
        old.manageToken,
        { start: next },
      );
      expect(moved.status).toBe(201);
      expect(Date.parse(moved.body.start)).toBe(Date.parse(next));
      const before = await asClient<Booking>('GET', `/bookings/${old.uid}`, old.manageToken);
      expect(before.body).toMatchObject({ status: 'rescheduled', rescheduledTo: moved.body.uid });
      const byOldToken = await asClient<Booking>('GET', `/bookings/${moved.body.uid}`, old.manageToken);
      expect(byOldToken.body).toMatchObject({ status: 'confirmed' });
      const starts = await expert.starts();
      expect(starts).toContain(start);
      expect(starts).not.toContain(next);
      const again = await asClient('POST', `/bookings/${old.uid}/reschedule`, old.manageToken, { start });
      expect(problemOf(again)).toMatchObject({ status: 409, code: 'illegal_transition' });
    });

    it('may overlap its own old time, and lets only one of two have the same new one', async () => {
      const long = await expert.addEventType({ durations: [60], slotInterval: 15 });
      const [start = ''] = await expert.starts(long);
      const { body: a } = await expert.book(start, { eventType: long });
      const { body: b } = await expert.book(later(start, 240), { eventType: long });
      const nudged = await asClient<CreatedBooking>('POST', `/bookings/${a.uid}/reschedule`, a.manageToken, {
        start: later(start, 15),
      });
      expect(nudged.status).toBe(201);
      const target = later(start, 480);
      const both = await Promise.all([
        asClient('POST', `/bookings/${nudged.body.uid}/reschedule`, nudged.body.manageToken, {
          start: target,
        }),
        asClient('POST', `/bookings/${b.uid}/reschedule`, b.manageToken, { start: target }),
      ]);
      expect(tally(both)).toEqual({ 201: 1, 409: 1 });
    });
  });

  describe('holds', () => {
    const hold = (start: string) =>
      api.call<Hold>('POST', '/holds', { body: { eventTypeId: expert.eventType.id, start } });

    it('reserve the time and let their holder book through them', async () => {
      const [start = ''] = await expert.starts();
      const held = await hold(start);
      expect(held.status).toBe(201);
      const other = await expert.book(start);
      expect(problemOf(other)).toMatchObject({ status: 409, code: 'slot_held' });
      expect(problemOf(other).retryAfter).toBeGreaterThan(0);
      expect((await expert.book(start, { with: { holdToken: held.body.token } })).status).toBe(201);
    });

    it('are created for one of 50 requests, and free the time when released', async () => {
      const [start = ''] = await expert.starts();
      const answers = await Promise.all(Array.from({ length: 50 }, () => hold(start)));
      expect(tally(answers)).toEqual({ 201: 1, 409: 49 });
      const token = answers.find(({ status }) => status === 201)?.body.token ?? '';
      expect((await api.call('DELETE', `/holds/${token}`)).status).toBe(204);
      expect(await expert.starts()).toContain(start);
    });

    it('have no effect once expired', async () => {
      const [start = ''] = await expert.starts();
      const { body } = await hold(start);
      await expireHold(api.connection, expert.handle, new Date(start));
      await until('it is offered again', async () => (await expert.starts()).includes(start));
      expect((await expert.book(start)).status).toBe(201);
      expect(problemOf(await api.call('POST', `/holds/${body.token}/renew`)).code).toBe('hold_expired');
    });
  });

  it("lists the expert's bookings page by page, and no others", async () => {
    const starts = (await expert.starts()).slice(0, 5);
    for (const start of starts) await expert.book(start);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (typeof cursor === 'string') {
      const page: Answer<BookingsPage> = await expert.asExpert(
        'GET',
        `/bookings?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.body.items.map(({ start }) => start));
      cursor = page.body.nextCursor;
    }
    expect(seen.map(Date.parse)).toEqual(starts.map(Date.parse));
    const stranger = await publishExpert(api.url);
    expect((await stranger.asExpert<BookingsPage>('GET', '/bookings')).body.items).toEqual([]);
    expect((await api.call('GET', '/bookings')).status).toBe(401);
  });
});
