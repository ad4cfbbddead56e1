import type { Booking, CreatedBooking } from '@expertbook/contracts';
import type { Connection } from 'mongoose';
import { mustBeClean } from '../audit';
import type { ApiProcess } from '../api-process';
import { spawnApi } from '../api-process';
import { call, freshMongoUri, problemOf } from '../harness';
import { claimsOf, iso, mailsOf, monday } from './race';
import { tally } from '../people';
import type { PublishedExpert } from '../published-expert';
import { publishExpert } from '../published-expert';
import { dropDatabase, openDatabase } from '../raw-database';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Sent at once through two processes; races for free times are in `races.int-spec.ts`. */
describe('of requests that move bookings at once', () => {
  const mongoUri = freshMongoUri();
  const settings = {
    MONGO_URI: mongoUri,
    TRANSACTION_DEADLINE_MS: '30000',
    // Both write the same links.
    PUBLIC_URL: 'http://localhost:3000',
  };
  let connection: Connection;
  let processes: [ApiProcess, ApiProcess];
  let expert: PublishedExpert;
  beforeAll(async () => {
    connection = await openDatabase(mongoUri);
    processes = await Promise.all([spawnApi(settings), spawnApi(settings)]);
  });
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.stop()));
    await mustBeClean(mongoUri, '--rules-unchanged');
    await dropDatabase(connection);
  });
  beforeEach(async () => (expert = await publishExpert(processes[0].url)));

  const through = (i: number) => processes[i % 2 ? 1 : 0].url;
  const atOnce = <T>(count: number, ask: (i: number, url: string) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, (_, i) => ask(i, through(i))));
  const asExpert = <T>(url: string, path: string, body?: unknown) =>
    call<T>(url, 'POST', path, {
      accessToken: expert.accessToken,
      ...(body !== undefined && { body }),
    });
  const asClient = <T>(url: string, what: string, { uid, manageToken }: CreatedBooking, body: unknown = {}) =>
    call<T>(url, 'POST', `/bookings/${uid}/${what}`, { headers: { 'X-Manage-Token': manageToken }, body });
  const book = async (start: number, more: Parameters<PublishedExpert['book']>[1] = {}) =>
    expert.book(iso(start), more);
  const mustBook = async (start: number, eventType = expert.eventType): Promise<CreatedBooking> => {
    const answer = await book(start, { eventType });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const claims = () => claimsOf(connection, expert);

  describe('about one booking', () => {
    it('twenty confirm it: once, with one set of mails', async () => {
      const asks = await expert.addEventType({ requiresConfirmation: true });
      const { uid } = await mustBook(monday() + 9 * HOUR_MS, asks);
      const answers = await atOnce(20, (_, url) => asExpert<Booking>(url, `/bookings/${uid}/confirm`));
      expect(tally(answers)).toEqual({ 200: 1, '409 illegal_transition': 19 });
      expect(await mailsOf(connection, uid)).toEqual([
        'confirmed client',
        'confirmed expert',
        'requested client',
        'requested expert',
      ]);
      expect(await claims()).toEqual({ live: ['confirmed 09:00'], dead: 0 });
    });

    it('one confirms, one cancels: cancelled in the end, confirmed before or not at all', async () => {
      const asks = await expert.addEventType({ requiresConfirmation: true });
      for (let round = 0; round < 10; round++) {
        const booking = await mustBook(monday() + round * HOUR_MS, asks);
        const confirm = () => asExpert<Booking>(through(round), `/bookings/${booking.uid}/confirm`);
        const cancel = () => asClient<Booking>(through(round + 1), 'cancel', booking);
        const [confirmed, cancelled] = await Promise.all([confirm(), cancel()]);
        expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
        const mails = await mailsOf(connection, booking.uid);
        if (confirmed.status === 200) expect(mails.filter((row) => /^confirmed/.test(row))).toHaveLength(2);
        else {
          expect(problemOf(confirmed)).toMatchObject({ status: 409, code: 'illegal_transition' });
          expect(mails.filter((row) => /^confirmed/.test(row))).toEqual([]);
        }
        expect(mails.filter((row) => /^cancelled/.test(row))).toHaveLength(2);
      }
      expect(await claims()).toEqual({ live: [], dead: 10 });
    });

    it('twenty cancel it: all hear that it is cancelled, the mails say it once', async () => {
      const booking = await mustBook(monday() + 9 * HOUR_MS);
      const answers = await atOnce(20, (_, url) => asClient<Booking>(url, 'cancel', booking));
      expect(tally(answers)).toEqual({ 200: 20 });
      expect(new Set(answers.map(({ body }) => body.status))).toEqual(new Set(['cancelled']));
      expect((await mailsOf(connection, booking.uid)).filter((row) => /^cancelled/.test(row))).toHaveLength(
        2,
      );
    });

    it('it is moved to ten times: to one of them', async () => {
      const day = monday();
      const booking = await mustBook(day);
      const answers = await atOnce(10, (i, url) =>
        asClient<CreatedBooking>(url, 'reschedule', booking, { start: iso(day + (i + 1) * HOUR_MS) }),
      );
      expect(tally(answers)).toEqual({ 201: 1, '409 illegal_transition': 9 });
      const [won] = answers.filter(({ status }) => status === 201).map(({ body }) => body);
      expect(await claims()).toEqual({ live: [`confirmed ${won?.start.slice(11, 16)}`], dead: 1 });
      expect(await mailsOf(connection, won?.uid ?? '')).toEqual(['rescheduled client', 'rescheduled expert']);
    });

    it('it is moved and cancelled: one of the two', async () => {
      for (let round = 0; round < 10; round++) {
        const start = monday() + round * 2 * HOUR_MS;
        const booking = await mustBook(start);
        const move = () =>
          asExpert<Booking>(through(round), `/bookings/${booking.uid}/reschedule`, {
            start: iso(start + HOUR_MS),
          });
        const cancel = () => asClient<Booking>(through(round + 1), 'cancel', booking);
        const answers = await Promise.all([move(), cancel()]);
        expect([
          { 201: 1, '409 illegal_transition': 1 },
          { 200: 1, '409 illegal_transition': 1 },
        ]).toContainEqual(tally(answers));
        const live = answers[0].status === 201 ? 1 : 0;
        expect((await claims()).live).toHaveLength(live);
        if (live) await asExpert(through(0), `/bookings/${answers[0].body.uid}/cancel`, {});
      }
    });
  });

  it('two bookings are moved to one free time: one is there, the other one where it was, untouched', async () => {
    const day = monday();
    for (let round = 0; round < 8; round++) {
      const hour = (n: number) => day + (round * 3 + n) * HOUR_MS;
      const old = [await mustBook(hour(0)), await mustBook(hour(1))];
      const answers = await Promise.all(
        old.map((booking, i) =>
          asClient<CreatedBooking>(through(round < 4 ? i : 0), 'reschedule', booking, {
            start: iso(hour(2)),
          }),
        ),
      );
      expect(tally(answers)).toEqual({ 201: 1, '409 slot_taken': 1 });
      const loser = old[answers.findIndex(({ status }) => status === 409)] as CreatedBooking;
      const { manageToken: _, links, ...before } = loser;
      const after = await call<Booking>(through(round), 'GET', `/bookings/${loser.uid}`, {
        headers: { 'X-Manage-Token': loser.manageToken },
      });
      expect(after.body).toEqual({ ...before, links: { calendar: links.calendar } });
      expect((await mailsOf(connection, loser.uid)).sort()).toEqual(['booked client', 'booked expert']);
    }
    expect(await claims()).toMatchObject({ dead: 8 });
    expect((await claims()).live).toHaveLength(16);
  });

  it('two bookings swap their times: neither can, both stay', async () => {
    const day = monday();
    const [a, b] = [await mustBook(day), await mustBook(day + HOUR_MS)];
    const answers = await Promise.all([
      asClient(through(0), 'reschedule', a, { start: b.start }),
      asClient(through(1), 'reschedule', b, { start: a.start }),
    ]);
    expect(tally(answers)).toEqual({ '409 slot_taken': 2 });
    expect(await claims()).toEqual({ live: ['confirmed 00:00', 'confirmed 01:00'], dead: 0 });
  });
});
