import type { BookingsPage, CreatedBooking, EventType, Hold } from '@expertbook/contracts';
import { spawnApi } from './api-process';
import type { Answer } from './harness';
import { call, problemOf } from './harness';
import { iso, mailsOf, monday } from './model/race';
import { tally } from './people';
import { twoProcesses } from './two-processes';
import { until } from './until';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const HOLD_TTL_S = 120;

/**
 * Concurrent requests through two processes. The other races are in the specs of bookings, group sessions and
 * processes.
 */
describe('of concurrent requests', () => {
  const scene = twoProcesses({ HOLD_TTL: String(HOLD_TTL_S) });
  const { through, atOnce, asClient, book, mustBook, claims } = scene;
  const hold = (start: number, url: string, type: EventType = scene.expert.eventType) =>
    call<Hold>(url, 'POST', '/holds', { body: { eventTypeId: type.id, start: iso(start) } });

  describe('for one time', () => {
    it('a short one inside a long one: one succeeds', async () => {
      const long = await scene.expert.addEventType({ durations: [90], slotInterval: 30 });
      const start = monday() + 9 * HOUR_MS;
      const answers = await atOnce(40, (i, url) =>
        i % 4 < 2
          ? book(start + 30 * MINUTE_MS, { through: url })
          : book(start, { eventType: long, through: url }),
      );
      expect(tally(answers)).toEqual({ 201: 1, '409 slot_taken': 39 });
      const won = answers.find(({ status }) => status === 201)?.body.duration;
      expect(await claims()).toEqual({ live: [won === 90 ? 'confirmed 09:00' : 'confirmed 09:30'], dead: 0 });
    });

    it('two that touch: both succeed, every time', async () => {
      const padded = await scene.expert.addEventType({ durations: [50], bufferAfter: 10, slotInterval: 60 });
      const day = monday();
      for (let round = 0; round < 20; round++) {
        const start = day + round * HOUR_MS;
        const answers = await atOnce(2, (i, url) =>
          book(start + i * HOUR_MS, { eventType: padded, through: url }),
        );
        expect(tally(answers)).toEqual({ 201: 2 });
        await Promise.all(answers.map(({ body }, i) => asClient(through(i), 'cancel', body)));
      }
      expect(await claims()).toEqual({ live: [], dead: 40 });
    });

    it('two event types whose buffers overlap: one succeeds', async () => {
      const before = await scene.expert.addEventType({ durations: [30], bufferAfter: 20 });
      const after = await scene.expert.addEventType({ durations: [30], bufferBefore: 15 });
      const start = monday() + 9 * HOUR_MS;
      const answers = await atOnce(40, (i, url) =>
        i % 4 < 2
          ? book(start, { eventType: before, through: url })
          : book(start + 30 * MINUTE_MS, { eventType: after, through: url }),
      );
      expect(tally(answers)).toEqual({ 201: 1, '409 slot_taken': 39 });
      expect((await claims()).live).toHaveLength(1);
    });

    it('50 holds: one succeeds, the others get that it is held and for how long', async () => {
      const start = monday() + 9 * HOUR_MS;
      const answers = await atOnce(50, (_, url) => hold(start, url));
      expect(tally(answers)).toEqual({ 201: 1, '409 slot_held': 49 });
      for (const answer of answers.filter(({ status }) => status === 409)) {
        expect(problemOf(answer).retryAfter).toBeGreaterThan(0);
        expect(problemOf(answer).retryAfter).toBeLessThanOrEqual(HOLD_TTL_S);
      }
      expect(await claims()).toEqual({ live: ['held 09:00'], dead: 0 });
    });

    it("a hold against a booking: the loser gets the other one's outcome", async () => {
      for (let round = 0; round < 12; round++) {
        const start = monday() + round * HOUR_MS;
        const side = Math.floor(round / 2) % 2;
        const ask = [
          () => hold(start, through(round % 2)) as Promise<Answer<unknown>>,
          () => book(start, { through: through(side) }) as Promise<Answer<unknown>>,
        ];
        const answers = await Promise.all((round % 4 < 2 ? ask : ask.reverse()).map((send) => send()));
        const [held, booked] = round % 4 < 2 ? answers : answers.reverse();
        const outcome = [held, booked].map((answer) => tally([answer as Answer<unknown>]));
        expect([
          [{ 201: 1 }, { '409 slot_held': 1 }],
          [{ '409 slot_taken': 1 }, { 201: 1 }],
        ]).toContainEqual(outcome);
      }
      expect((await claims()).live).toHaveLength(12);
    });

    it('ten bookings through one hold: one succeeds', async () => {
      const start = monday() + 9 * HOUR_MS;
      const { token } = (await hold(start, through(0))).body;
      const answers = await atOnce(10, (_, url) => book(start, { through: url, with: { holdToken: token } }));
      const { 201: won, ...lost } = tally(answers);
      expect(won).toBe(1);
      expect(Object.keys(lost).every((why) => why === '409 slot_taken' || why === '409 hold_expired')).toBe(
        true,
      );
      expect(await claims()).toEqual({ live: ['confirmed 09:00'], dead: 0 });
    });

    it('a held time is free when the hold expires, and not before', async () => {
      const short = await spawnApi({ ...scene.settings, HOLD_TTL: '1' });
      try {
        const start = monday() + 9 * HOUR_MS;
        const held = await hold(start, short.url);
        const ends = Date.parse(held.body.expiresAt);
        let answer = await book(start);
        for (; answer.status === 409 && Date.now() < ends + 1000; answer = await book(start)) {
          expect(problemOf(answer).code).toBe('slot_held');
        }
        expect(answer.status).toBe(201);
        expect(Date.parse(answer.body.createdAt)).toBeGreaterThanOrEqual(ends);
        expect(await claims()).toEqual({ live: ['confirmed 09:00'], dead: 0 });
      } finally {
        await short.stop();
      }
    });
  });

  it('a renewed hold is valid for its new time, for every process', async () => {
    const brief = { ...scene.settings, HOLD_TTL: '4' };
    const [one, two] = await Promise.all([spawnApi(brief), spawnApi(brief)]);
    const free = async (url: string) => (await scene.expert.starts(undefined, url)).map(Date.parse);
    try {
      const start = Date.parse((await scene.expert.starts())[5] ?? '');
      const held = await hold(start, one.url);
      const firstEnd = Date.parse(held.body.expiresAt);
      // Both processes have received it.
      for (const { url } of [one, two]) expect(await free(url)).not.toContain(start);
      await until('half of the time has passed', () => Date.now() > firstEnd - 1500);
      const renewed = await call<Hold>(one.url, 'POST', `/holds/${held.body.token}/renew`);
      expect(Date.parse(renewed.body.expiresAt)).toBeGreaterThan(firstEnd + 1500);
      await until('the first time is over', () => Date.now() > firstEnd + 50);
      for (const { url } of [one, two]) {
        expect(await free(url)).not.toContain(start);
        expect(problemOf(await book(start, { through: url }))).toMatchObject({ code: 'slot_held' });
      }
      expect(Date.now()).toBeLessThan(Date.parse(renewed.body.expiresAt));
    } finally {
      await Promise.all([one.stop(), two.stop()]);
    }
  });

  describe('against a limit', () => {
    it.each([
      ['day', { perDay: 1, perWeek: null, minutesPerDay: null }, HOUR_MS, 1],
      ['week', { perDay: null, perWeek: 2, minutesPerDay: null }, 7 * HOUR_MS, 2],
      ['day’s minutes', { perDay: null, perWeek: null, minutesPerDay: 90 }, HOUR_MS, 3],
    ])('of a %s: as many succeed as it allows, the others get the limit', async (_, limits, apart, most) => {
      const limited = await scene.expert.addEventType({ limits });
      const first = monday() + HOUR_MS / 2;
      // Twice each time: of two for one time the loser may also get that it is taken.
      const answers = await atOnce(40, (i, url) =>
        book(first + Math.floor(i / 2) * apart, { eventType: limited, through: url }),
      );
      const {
        201: won,
        '409 limit_reached': refused,
        '409 slot_taken': taken = 0,
        ...others
      } = tally(answers);
      expect(others).toEqual({});
      expect(won).toBe(most);
      expect(taken).toBeLessThanOrEqual(most);
      expect(refused).toBe(40 - most - taken);
      expect((await claims()).live).toHaveLength(most);
    });

    it('of seats: the last one goes to one of the requests, and never twice to one client', async () => {
      const group = await scene.expert.addEventType({ seats: 3 });
      const start = monday() + 9 * HOUR_MS;
      const there = [await mustBook(start, group), await mustBook(start, group)];
      const elsewhere = await mustBook(start + 2 * HOUR_MS, group);
      const answers = await atOnce(20, (i, url) =>
        i === 7
          ? asClient<CreatedBooking>(url, 'reschedule', elsewhere, { start: iso(start) })
          : book(start, { eventType: group, through: url }),
      );
      expect(tally(answers)).toEqual({ 201: 1, '409 slot_taken': 19 });
      const page = await scene.expert.asExpert<BookingsPage>('GET', '/bookings?status=confirmed');
      const [moved] = answers.filter(({ status }) => status === 201).map(({ body }) => body.rescheduledFrom);
      const stayed = [...there, ...(moved ? [] : [elsewhere])].map(({ uid }) => uid);
      expect(page.body.items.map(({ uid }) => uid)).toEqual(expect.arrayContaining(stayed));
      expect(page.body.items).toHaveLength(moved ? 3 : 4);
    });

    it('of seats, by one address: one seat, every time', async () => {
      const group = await scene.expert.addEventType({ seats: 9 });
      const attendee = { name: 'Grace Hopper', email: 'grace@example.com', timeZone: 'UTC' };
      for (let round = 0; round < 10; round++) {
        const start = monday() + round * HOUR_MS;
        const answers = await atOnce(4, (_, url) =>
          book(start, { eventType: group, through: url, with: { attendee } }),
        );
        expect(tally(answers)).toEqual({ 201: 1, '409 already_booked': 3 });
      }
      expect((await claims()).live).toHaveLength(10);
    });
  });

  it('a hundred have one Idempotency-Key: one booking, one response, one set of mails', async () => {
    const start = monday() + 9 * HOUR_MS;
    const headers = { 'Idempotency-Key': `race-${scene.expert.handle}` };
    const answers = await atOnce(100, (_, url) => book(start, { headers, through: url }));
    const { 201: made = 0, '409 idempotency_in_progress': waiting = 0, ...others } = tally(answers);
    expect(others).toEqual({});
    expect(made).toBeGreaterThanOrEqual(1);
    expect(made + waiting).toBe(100);
    const bodies = answers.filter(({ status }) => status === 201).map(({ body }) => body);
    for (const body of bodies) expect(body).toEqual(bodies[0]);
    const again = await atOnce(2, (_, url) => book(start, { headers, through: url }));
    for (const answer of again) expect(answer).toMatchObject({ status: 201, body: bodies[0] });
    expect(await claims()).toEqual({ live: ['confirmed 09:00'], dead: 0 });
    expect(await mailsOf(scene.connection, bodies[0]?.uid ?? '')).toEqual(['booked client', 'booked expert']);
  });
});
