import type { Booking, BookingHistory, CreatedBooking } from '@expertbook/contracts';
import { RequestDeadlines } from '../src/app/bookings/request-deadlines.service';
import { problemOf } from './harness';
import { mailedRequests, textOf } from './mailed-requests';
import type { CaughtMail } from './smtp-catcher';
import { until } from './until';
import { watch } from './watcher';

const HOUR_MS = 3_600_000;
/** An uninterrupted sweep. */
const TURN = { isOver: false };
const ROUNDS = 25;
const LEADS = 5;

describe('a request', () => {
  const at = mailedRequests();

  const deadlines = () => at.api.app.get(RequestDeadlines);
  const request = async (i: number, type = at.eventType): Promise<CreatedBooking> => {
    const booked = await at.expert.book(at.starts[i] ?? '', { eventType: type });
    expect(booked).toMatchObject({ status: 201, body: { status: 'pending' } });
    return booked.body;
  };
  const read = async ({ uid, manageToken }: CreatedBooking): Promise<Booking> =>
    (await at.api.call<Booking>('GET', `/bookings/${uid}`, { headers: { 'X-Manage-Token': manageToken } }))
      .body;
  const respondBy = (booking: Booking | CreatedBooking): number => Date.parse(booking.respondBy ?? '');
  const mailsOf = (to: string, words: string): CaughtMail[] =>
    at.smtp.caught.filter((mail) => mail.to.includes(to) && textOf(mail).includes(words));

  it('has the deadline of its event type, visible to client and expert and removed with the response', async () => {
    const before = Date.now();
    const usual = await request(0);
    // Starts the day after tomorrow at the earliest, without notice.
    const start = Date.parse(usual.start);
    expect(respondBy(usual)).toBeGreaterThanOrEqual(Math.min(before + 48 * HOUR_MS, start));
    expect(respondBy(usual)).toBeLessThanOrEqual(Math.min(Date.now() + 48 * HOUR_MS, start));
    expect(usual.attendeeTimes.respondBy?.slice(-6)).toBe('-05:00');
    expect(Date.parse(usual.attendeeTimes.respondBy ?? '')).toBe(respondBy(usual));
    const quick = await at.expert.addEventType({ requiresConfirmation: true, responseHours: 3 });
    const soon = await request(1, quick);
    expect(respondBy(soon) - Date.now()).toBeLessThanOrEqual(3 * HOUR_MS);

    const confirmed = await at.expert.asExpert<Booking>('POST', `/bookings/${usual.uid}/confirm`);
    expect(confirmed.body).toMatchObject({ status: 'confirmed' });
    expect(confirmed.body.respondBy).toBeUndefined();
    const list = await at.expert.asExpert<{ items: Booking[] }>('GET', '/bookings?status=pending');
    expect(list.body.items.map(respondBy)).toEqual([respondBy(soon)]);
  });

  it.each([0, 337, 1.5, null])('of an event type cannot have %p hours', async (responseHours) => {
    const answer = await at.expert.asExpert('PATCH', `/event-types/${at.eventType.id}`, { responseHours });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).errors?.map(({ field }) => field)).toEqual(['responseHours']);
  });

  it('is declined at its deadline: mailed to both with the right text, pushed, and its time freed', async () => {
    const booked = await request(0);
    const page = await watch(at.api.url, { ...at.expert, eventType: at.eventType });
    await deadlines().sweep(TURN, new Date(respondBy(booked) - 1));
    expect(await read(booked)).toMatchObject({ status: 'pending' });
    await deadlines().sweep(TURN, new Date(respondBy(booked)));

    const ended = await read(booked);
    expect(ended).toMatchObject({ status: 'declined', endReason: 'no_response', cancelledBy: null });
    expect(ended.respondBy).toBeUndefined();
    const history = await at.expert.asExpert<BookingHistory>('GET', `/bookings/${booked.uid}/history`);
    expect(history.body.items.map(({ status, by }) => [status, by])).toEqual([
      ['pending', 'client'],
      ['declined', 'system'],
    ]);
    await page.nextOf('released');
    page.close();
    expect(await at.expert.starts(at.eventType)).toContain(at.starts[0]);
    const toClient = await until('the client’s mail', () =>
      mailsOf('grace@example.com', 'didn’t respond in time').at(0),
    );
    expect(textOf(toClient)).not.toMatch(/declined|can’t make/);
    await until('the expert’s mail', () =>
      mailsOf(at.expert.me.email, 'You didn’t respond to Grace Hopper’s request in time').at(0),
    );
    for (const move of ['confirm', 'decline']) {
      const late = await at.expert.asExpert('POST', `/bookings/${booked.uid}/${move}`, {});
      expect([late.status, problemOf(late).code]).toEqual([409, 'request_expired']);
    }
  });

  it('cannot be confirmed after its deadline, before the sweeper has run', async () => {
    const booked = await request(0);
    await at.api.connection
      .collection('bookings')
      .updateOne({ 'attendees.uid': booked.uid }, { $set: { 'attendees.0.respondBy': new Date() } });
    const late = await at.expert.asExpert('POST', `/bookings/${booked.uid}/confirm`);
    expect([late.status, problemOf(late).code]).toEqual([409, 'request_expired']);
    await until('the sweeper declines it', async () => (await read(booked)).status === 'declined');
  });

  it('has one reminder, before its deadline', async () => {
    const booked = await request(0);
    const reminders = () => mailsOf(at.expert.me.email, 'is waiting for your response');
    await deadlines().sweep(TURN, new Date(respondBy(booked) - 12 * HOUR_MS - 60_000));
    expect(reminders()).toEqual([]);
    const late = new Date(respondBy(booked) - 11 * HOUR_MS);
    await Promise.all([1, 2, 3].map(() => deadlines().sweep(TURN, late)));
    await deadlines().sweep(TURN, new Date(late.getTime() + HOUR_MS));
    await until('the reminder', () => reminders().at(0));
    const rows = await at.api.connection
      .collection('outbox')
      .countDocuments({ key: new RegExp(`:reminder:${booked.uid}:`) });
    expect(rows).toBe(1);
    expect(await read(booked)).toMatchObject({ status: 'pending' });
  });

  it('that was answered has no reminder', async () => {
    const booked = await request(0);
    await at.expert.asExpert('POST', `/bookings/${booked.uid}/confirm`);
    await deadlines().sweep(TURN, new Date(Date.now() + 400 * HOUR_MS));
    expect(await read(booked)).toMatchObject({ status: 'confirmed' });
    const rows = await at.api.connection
      .collection('outbox')
      .countDocuments({ key: new RegExp(`:(?:reminder|expired):${booked.uid}:`) });
    expect(rows).toBe(0);
  });

  it('has one outcome when response and deadline coincide', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const booked = await request(round);
      const end = new Date(respondBy(booked));
      const confirm = () => at.expert.asExpert<Booking>('POST', `/bookings/${booked.uid}/confirm`);
      const expire = () => deadlines().expire(booked.uid, end);
      // From one clearly first to the other clearly first, with every lead in between.
      const lead = round % LEADS;
      const early = lead === 0 ? await expire() : null;
      const answering = Promise.all([confirm(), confirm()]);
      if (lead === LEADS - 1) await answering;
      for (let read = 1; read < lead; read++) await at.api.call('GET', `/experts/${at.expert.handle}`);
      const [answers, expired] = await Promise.all([answering, Promise.all([early ?? expire(), expire()])]);
      const { status } = await read(booked);
      const yes = answers.filter((answer) => answer.status === 200).length;
      const ended = expired.filter(Boolean).length;
      expect([yes, ended, status]).toEqual(status === 'confirmed' ? [1, 0, status] : [0, 1, 'declined']);
      outcomes.add(status);
    }
    // Both happen.
    expect([...outcomes].sort()).toEqual(['confirmed', 'declined']);
  });

  it('of an older version gets a deadline counted from now, and one that has begun does not change', async () => {
    const old = await request(0);
    const past = await request(1);
    const bookings = at.api.connection.collection('bookings');
    await bookings.updateMany(
      { expertId: { $exists: true }, 'attendees.uid': { $in: [old.uid, past.uid] } },
      { $unset: { 'attendees.0.respondBy': 1, 'attendees.0.remindAt': 1, 'attendees.0.answerHashes': 1 } },
    );
    await bookings.updateOne(
      { 'attendees.uid': past.uid },
      { $set: { start: new Date(Date.now() - HOUR_MS) } },
    );
    await deadlines().sweep(TURN, new Date());
    const adopted = await read(old);
    expect(respondBy(adopted)).toBeGreaterThan(Date.now());
    expect(respondBy(adopted)).toBeLessThanOrEqual(Date.parse(adopted.start));
    expect((await read(past)).respondBy).toBeUndefined();
    await bookings.updateOne({ 'attendees.uid': past.uid }, { $set: { start: new Date(past.start) } });
  });

  it('that is due is found by an index, however many bookings there are', async () => {
    await request(0);
    const { connection } = at.api;
    const since = new Date();
    await connection.db?.command({ profile: 2, slowms: 0 });
    await deadlines().sweep(TURN, new Date());
    await connection.db?.command({ profile: 0 });
    const reads = await connection
      .collection('system.profile')
      .find({
        ns: /\.bookings$/,
        ts: { $gte: since },
        'command.filter.attendees.$elemMatch': { $exists: true },
      })
      .toArray();
    expect(reads.length).toBeGreaterThanOrEqual(3);
    const plans = reads.map(({ planSummary }) => String(planSummary));
    expect(plans.filter((plan) => !plan.includes('attendees.respondBy'))).toEqual([]);
  });

  it('for another time is a request of its own, with a deadline of its own', async () => {
    const booked = await request(0);
    const moved = await at.api.call<CreatedBooking>('POST', `/bookings/${booked.uid}/reschedule`, {
      headers: { 'X-Manage-Token': booked.manageToken },
      body: { start: at.starts[40] },
    });
    expect(moved.body).toMatchObject({ status: 'pending' });
    expect(respondBy(moved.body)).toBeGreaterThanOrEqual(respondBy(booked));
    await deadlines().sweep(TURN, new Date(respondBy(booked) - 1));
    expect(await read(moved.body)).toMatchObject({ status: 'pending' });
    const byExpert = await at.expert.asExpert<Booking>('POST', `/bookings/${moved.body.uid}/reschedule`, {
      start: at.starts[42],
    });
    expect(byExpert.body).toMatchObject({ status: 'confirmed' });
    expect(byExpert.body.respondBy).toBeUndefined();
  });
});
