import type { Booking, CreatedBooking } from '@expertbook/contracts';
import { call, problemOf } from '../harness';
import { tally } from '../people';
import { twoProcesses } from '../two-processes';
import { iso, mailsOf, monday } from './race';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Concurrent requests through two processes; races for free times are in `races.int-spec.ts`. */
describe('of concurrent requests that reschedule bookings', () => {
  const scene = twoProcesses();
  const { through, atOnce, asClient, asExpert, book, mustBook, claims } = scene;

  describe('about one booking', () => {
    it('twenty confirm it: one succeeds, with one set of mails', async () => {
      const asks = await scene.expert.addEventType({ requiresConfirmation: true });
      const { uid } = await mustBook(monday() + 9 * HOUR_MS, asks);
      const answers = await atOnce(20, (_, url) => asExpert<Booking>(url, `/bookings/${uid}/confirm`));
      expect(tally(answers)).toEqual({ 200: 1, '409 illegal_transition': 19 });
      expect(await mailsOf(scene.connection, uid)).toEqual([
        'confirmed client',
        'confirmed expert',
        'requested client',
        'requested expert',
      ]);
      expect(await claims()).toEqual({ live: ['confirmed 09:00'], dead: 0 });
    });

    it('one confirms, one cancels: cancelled in the end, confirmed before or not at all', async () => {
      const asks = await scene.expert.addEventType({ requiresConfirmation: true });
      for (let round = 0; round < 10; round++) {
        const booking = await mustBook(monday() + round * HOUR_MS, asks);
        const confirm = () => asExpert<Booking>(through(round), `/bookings/${booking.uid}/confirm`);
        const cancel = () => asClient<Booking>(through(round + 1), 'cancel', booking);
        const [confirmed, cancelled] = await Promise.all([confirm(), cancel()]);
        expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
        const mails = await mailsOf(scene.connection, booking.uid);
        if (confirmed.status === 200) expect(mails.filter((row) => /^confirmed/.test(row))).toHaveLength(2);
        else {
          expect(problemOf(confirmed)).toMatchObject({ status: 409, code: 'illegal_transition' });
          expect(mails.filter((row) => /^confirmed/.test(row))).toEqual([]);
        }
        expect(mails.filter((row) => /^cancelled/.test(row))).toHaveLength(2);
      }
      expect(await claims()).toEqual({ live: [], dead: 10 });
    });

    it('twenty cancel it: all get the cancelled booking, with one set of mails', async () => {
      const booking = await mustBook(monday() + 9 * HOUR_MS);
      const answers = await atOnce(20, (_, url) => asClient<Booking>(url, 'cancel', booking));
      expect(tally(answers)).toEqual({ 200: 20 });
      expect(new Set(answers.map(({ body }) => body.status))).toEqual(new Set(['cancelled']));
      expect(
        (await mailsOf(scene.connection, booking.uid)).filter((row) => /^cancelled/.test(row)),
      ).toHaveLength(2);
    });

    it('it is rescheduled to ten times: to one of them', async () => {
      const day = monday();
      const booking = await mustBook(day);
      const answers = await atOnce(10, (i, url) =>
        asClient<CreatedBooking>(url, 'reschedule', booking, { start: iso(day + (i + 1) * HOUR_MS) }),
      );
      expect(tally(answers)).toEqual({ 201: 1, '409 illegal_transition': 9 });
      const [won] = answers.filter(({ status }) => status === 201).map(({ body }) => body);
      expect(await claims()).toEqual({ live: [`confirmed ${won?.start.slice(11, 16)}`], dead: 1 });
      expect(await mailsOf(scene.connection, won?.uid ?? '')).toEqual([
        'rescheduled client',
        'rescheduled expert',
      ]);
    });

    it('it is rescheduled and cancelled: one of the two happens', async () => {
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

  it('two bookings are rescheduled to one free time: one is there, the other one unchanged', async () => {
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
      const { calendar } = links;
      // A client gets a link to the file that is valid for an hour.
      const ics = expect.stringMatching(/\?ticket=\S+$/) as string;
      expect(after.body).toEqual({ ...before, links: { calendar: { ...calendar, ics } } });
      expect(after.body.links.calendar.ics.replace(/\?ticket=.*/, '')).toBe(
        calendar.ics.replace(/\?ticket=.*/, ''),
      );
      expect((await mailsOf(scene.connection, loser.uid)).sort()).toEqual(['booked client', 'booked expert']);
    }
    expect(await claims()).toMatchObject({ dead: 8 });
    expect((await claims()).live).toHaveLength(16);
  });

  it('two bookings swap their times: neither succeeds, both stay', async () => {
    const day = monday();
    const [a, b] = [await mustBook(day), await mustBook(day + HOUR_MS)];
    const answers = await Promise.all([
      asClient(through(0), 'reschedule', a, { start: b.start }),
      asClient(through(1), 'reschedule', b, { start: a.start }),
    ]);
    expect(tally(answers)).toEqual({ '409 slot_taken': 2 });
    expect(await claims()).toEqual({ live: ['confirmed 00:00', 'confirmed 01:00'], dead: 0 });
  });

  it('one attendee reschedules from a session to another time of a full day while someone joins it: the limit of the day holds', async () => {
    const day = monday();
    const group = await scene.expert.addEventType({
      seats: 3,
      limits: { perDay: 1, perWeek: null, minutesPerDay: null },
    });
    const outcomes: Record<string, number> = {};
    for (let round = 0; round < 30; round++) {
      const first = day + (round % 4) * DAY_MS;
      const there = await mustBook(first, group);
      const ask = [
        () => asClient<CreatedBooking>(through(round), 'reschedule', there, { start: iso(first + HOUR_MS) }),
        () => book(first, { eventType: group, through: through(round + 1 + (round >> 1)) }),
      ];
      const answers = await Promise.all(ask.map((send) => send()));
      const outcome = JSON.stringify(answers.map((answer) => tally([answer])));
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      const live = (await claims()).live;
      expect([outcome, live]).toEqual([outcome, [expect.stringMatching(/^confirmed/)]]);
      for (const { status, body } of [{ status: 201, body: there }, ...answers]) {
        if (status === 201) await asClient(through(0), 'cancel', body);
      }
    }
    // The second one is rejected for the limit: never both succeed, and never neither.
    expect(Object.keys(outcomes).sort()).toEqual([
      JSON.stringify([{ 201: 1 }, { '409 limit_reached': 1 }]),
      JSON.stringify([{ '409 limit_reached': 1 }, { 201: 1 }]),
    ]);
  });
});
