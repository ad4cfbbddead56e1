import type { Booking, CreatedBooking } from '@expertbook/contracts';
import type { Connection } from 'mongoose';
import { findOverlaps } from '../src/app/calendars/overlaps';
import type { ApiProcess } from './api-process';
import { spawnApi } from './api-process';
import { mustBeClean } from './audit';
import type { Answer } from './harness';
import { call, freshMongoUri, problemOf } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert, tally } from './published-expert';
import { dropDatabase, openDatabase } from './raw-database';
import { until } from './until';
import { watch } from './watcher';

const MINUTE_MS = 60_000;
const later = (start: string, minutes: number) =>
  new Date(Date.parse(start) + minutes * MINUTE_MS).toISOString();

describe('two API processes on one database', () => {
  const mongoUri = freshMongoUri();
  // Races are decided by order, not by deadlines.
  const settings = { MONGO_URI: mongoUri, TRANSACTION_DEADLINE_MS: '30000' };
  let connection: Connection;
  let one: ApiProcess;
  let two: ApiProcess;
  let expert: PublishedExpert;

  beforeAll(async () => {
    connection = await openDatabase(mongoUri);
    [one, two] = await Promise.all([spawnApi(settings), spawnApi(settings)]);
  });
  afterAll(async () => {
    await Promise.all([one.stop(), two.stop()]);
    try {
      await mustBeClean(mongoUri, '--rules-unchanged');
    } finally {
      await dropDatabase(connection);
    }
  });
  beforeEach(async () => (expert = await publishExpert(one.url)));
  afterEach(async () => expect(await findOverlaps(connection, 5)).toEqual([]));

  const through = (i: number) => (i % 2 ? two.url : one.url);
  const read = ({ uid, manageToken }: CreatedBooking, { url }: ApiProcess) =>
    call<Booking>(url, 'GET', `/bookings/${uid}`, { headers: { 'X-Manage-Token': manageToken } });

  it('give one slot to exactly one of 200', async () => {
    const [, , , start = ''] = await expert.starts();
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => expert.book(start, { through: through(i), name: `Client ${i}` })),
    );
    expect(tally(answers)).toEqual({ 201: 1, 409: 199 });
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expect(problemOf(answer).code).toBe('slot_taken');
      expect(problemOf(answer).alternatives?.length).toBeGreaterThan(0);
    }
    expect(
      await connection.collection('bookings').countDocuments({ live: true, slug: expert.eventType.slug }),
    ).toBe(1);
  });

  it('never confirm two of 200 different but overlapping times', async () => {
    const long = await expert.addEventType({ durations: [60, 45, 30], slotInterval: 15, bufferAfter: 5 });
    const [start = ''] = await expert.starts(long);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        expert.book(later(start, (i % 5) * 15), {
          eventType: long,
          through: through(i),
          with: { duration: [60, 45][i % 2] },
        }),
      ),
    );
    const counts = tally(answers);
    expect(Object.keys(counts).sort()).toEqual(['201', '409']);
    // All are within 125 minutes and claim at least 50: at most two fit.
    expect(counts[201]).toBeGreaterThanOrEqual(1);
    expect(counts[201]).toBeLessThanOrEqual(2);
  });

  it('give every slot of a day to one client, through whichever process', async () => {
    const starts = (await expert.starts()).slice(0, 12);
    const answers = await Promise.all(
      starts.flatMap((start, i) => [0, 1].map((side) => expert.book(start, { through: through(i + side) }))),
    );
    expect(tally(answers)).toEqual({ 201: 12, 409: 12 });
  });

  it('show in one what was booked in the other', async () => {
    const page = await watch(two.url, expert);
    const [start = ''] = await expert.starts();
    const booked = await expert.book(start);
    expect(await page.next()).toMatchObject({
      reason: 'booked',
      revision: page.reply.ok ? page.reply.revision + 1 : NaN,
      taken: [[new Date(start).toISOString(), later(start, 30)]],
    });
    expect(await expert.starts(undefined, two.url)).not.toContain(start);
    expect((await read(booked.body, two)).body).toMatchObject({ status: 'confirmed' });
    page.close();
  });

  describe('when one is killed', () => {
    let victim: ApiProcess;
    beforeAll(async () => (victim = await spawnApi(settings)));
    afterAll(() => victim.kill());

    it('right after a 201: the booking exists after the restart, and so do its mails', async () => {
      const [start = ''] = await expert.starts();
      const { status, body } = await expert.book(start, { through: victim.url });
      await victim.kill();
      expect(status).toBe(201);

      victim = await spawnApi(settings);
      expect((await read(body, victim)).body).toMatchObject({ uid: body.uid, status: 'confirmed' });
      expect(await expert.starts(undefined, victim.url)).not.toContain(start);
      const rows = await connection
        .collection('outbox')
        .find({ key: new RegExp(`:booked:${body.uid}:`) })
        .toArray();
      expect(rows).toHaveLength(2);
      // Delivered or waiting: the process with the lease is dead, and its lease ends.
      for (const { state } of rows) expect(['waiting', 'done']).toContain(state);
    });

    it('during a stream of bookings: every acknowledged one exists', async () => {
      const starts = await expert.starts();
      const acknowledged: CreatedBooking[] = [];
      const clients = Array.from({ length: 8 }, async () => {
        for (let start = starts.shift(); start; start = starts.shift()) {
          const answer: Answer<CreatedBooking> | null = await expert
            .book(start, { through: victim.url })
            .catch(() => null);
          if (!answer) return;
          expect(answer.status).toBe(201);
          acknowledged.push(answer.body);
        }
      });
      await until('a dozen bookings', () => acknowledged.length >= 12);
      await victim.kill();
      await Promise.all(clients);

      expect(starts.length).toBeGreaterThan(0);
      const found = await Promise.all(acknowledged.map((booking) => read(booking, two)));
      expect(found.map(({ body }) => body.uid)).toEqual(acknowledged.map(({ uid }) => uid));
      for (const { body } of found) expect(body.status).toBe('confirmed');
      // Its open transaction locks the calendar until the database aborts it; then the others continue.
      const last = starts.at(-1) ?? '';
      await until('the others book on', async () => {
        const { status } = await expert.book(last, { through: two.url });
        expect([201, 503]).toContain(status);
        return status === 201;
      });
    });
  });
});
