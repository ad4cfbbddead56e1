import type { Booking, BookingHistory } from '@expertbook/contracts';
import { IdempotencyService } from '../src/app/idempotency/idempotency.service';
import { spawnApi } from './api-process';
import type { TestApi } from './harness';
import { call, problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';

/** Maximum time that a dead process blocks a key. */
const FREE_WITHIN_MS = 8000;

describe('requests with an Idempotency-Key', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => {
    api = await startApi();
    expert = await publishExpert(api.url);
  });
  afterAll(() => api.close());

  it.each([
    ['confirm', 'confirmed'],
    ['decline', 'declined'],
  ])('%s a request once, and repeat the first response', async (verb, status) => {
    const eventType = await expert.addEventType({ requiresConfirmation: true });
    const [start = ''] = await expert.starts(eventType);
    const { uid } = (await expert.book(start, { eventType })).body;
    const answer = (key: string, body: object = {}) =>
      call<Booking>(api.url, 'POST', `/bookings/${uid}/${verb}`, {
        accessToken: expert.accessToken,
        headers: { 'Idempotency-Key': key },
        body,
      });
    const all = await Promise.all(Array.from({ length: 5 }, () => answer(`the-key-to-${verb}`)));
    const first = all.find((one) => one.status === 200);
    expect(first?.body.status).toBe(status);
    for (const one of all)
      if (one.status === 200) expect(one.body).toEqual(first?.body);
      else expect(problemOf(one).code).toBe('idempotency_in_progress');
    // A response that was lost on its way is also sent again.
    expect(await answer(`the-key-to-${verb}`)).toMatchObject({ status: 200, body: first?.body });
    expect(problemOf(await answer(`another-key-to-${verb}`)).code).toBe('illegal_transition');
    const history = await expert.asExpert<BookingHistory>('GET', `/bookings/${uid}/history`);
    expect(history.body.items.filter((one) => one.status === status)).toHaveLength(1);
    const stranger = await publishExpert(api.url);
    const foreign = await call(api.url, 'POST', `/bookings/${uid}/${verb}`, {
      accessToken: stranger.accessToken,
      headers: { 'Idempotency-Key': `the-key-to-${verb}` },
      body: {},
    });
    expect(problemOf(foreign).code).toBe('not_found');
  });

  // From here on the expert's own tokens are rejected: Passport has one strategy per process, that of the last API.
  it('from before JWT_SECRET was replaced are rejected with an explanation, and not repeated', async () => {
    const [start = '', other = ''] = await expert.starts();
    const made = { 'Idempotency-Key': 'made-before-the-change' };
    const refused = { 'Idempotency-Key': 'refused-before-the-change' };
    const { status, body } = await expert.book(start, { headers: made });
    expect(status).toBe(201);
    expect(problemOf(await expert.book(start, { headers: refused })).code).toBe('slot_taken');

    const bookings = api.connection.collection('bookings');
    const before = await bookings.countDocuments();
    const changed = { MONGO_URI: api.mongoUri, JWT_SECRET: 'the-secret-that-took-its-place-000002' };
    const later = await startApi(changed);
    try {
      for (const headers of [made, refused]) {
        const answer = await expert.book(start, { headers, through: later.url });
        expect(problemOf(answer)).toMatchObject({
          status: 422,
          code: 'idempotency_mismatch',
          detail: expect.stringContaining('its answer can no longer be read') as string,
        });
      }
      expect(await bookings.countDocuments()).toBe(before);
      // The old key is used up; a new one books.
      const fresh = { 'Idempotency-Key': 'made-after-the-change' };
      const answer = await expert.book(other, { headers: fresh, through: later.url });
      expect(answer.status).toBe(201);
      expect((await expert.book(other, { headers: fresh, through: later.url })).body).toEqual(answer.body);
    } finally {
      await later.app.close();
    }
    // With the old secret nothing has changed.
    expect((await expert.book(start, { headers: made })).body).toEqual(body);
  });

  const running = () => api.connection.collection('idempotency_keys').findOne({ state: 'running' });

  it('are free again soon after their process was killed before its commit, and book once', async () => {
    const [start = ''] = await expert.starts();
    const headers = { 'Idempotency-Key': 'the-key-of-one-that-dies' };
    const dying = await spawnApi({ MONGO_URI: api.mongoUri, TRANSACTION_DEADLINE_MS: '30000' });
    // Its transaction waits for the calendar, which another one locks until the process is dead.
    const session = await api.connection.startSession();
    session.startTransaction();
    await api.connection.collection('calendars').updateMany({}, { $set: { locked: true } }, { session });
    const broken = expert.book(start, { headers, through: dying.url }).catch(() => 'no answer');
    await until('it works on it', running);
    await dying.kill();
    const killedAt = Date.now();
    await session.abortTransaction();
    await session.endSession();
    expect(await broken).toBe('no answer');

    const first = await expert.book(start, { headers });
    expect(problemOf(first)).toMatchObject({ status: 409, code: 'idempotency_in_progress' });
    expect(Number(first.headers.get('retry-after'))).toBeGreaterThan(0);
    const booked = await until('the key is free', async () => {
      const answer = await expert.book(start, { headers });
      return answer.status === 201 ? answer : null;
    });
    expect(Date.now() - killedAt).toBeLessThan(FREE_WITHIN_MS);
    expect((await expert.book(start, { headers })).body).toEqual(booked.body);
  });

  it('are not taken over from a process that works on them for long', async () => {
    const [start = ''] = await expert.starts();
    const headers = { 'Idempotency-Key': 'the-key-of-one-that-is-slow' };
    let finish: (answer: string) => void = () => undefined;
    const slow = new Promise<string>((resolve) => (finish = resolve));
    const service = api.app.get(IdempotencyService);
    const work = service.once('POST /slow', headers['Idempotency-Key'], { start }, () => slow);
    try {
      await until('it says that it lives', async () => (await running())?.['aliveAt']);
      const long = new Date(Date.now() - 60_000);
      await api.connection
        .collection('idempotency_keys')
        .updateOne({ state: 'running' }, { $set: { startedAt: long } });
      const again = service.once('POST /slow', headers['Idempotency-Key'], { start }, () => slow);
      await expect(again).rejects.toMatchObject({ code: 'idempotency_in_progress' });
    } finally {
      finish('done');
      await work;
    }
  });

  it('are removed by the database after 24 hours', async () => {
    const indexes = await api.connection.collection('idempotency_keys').indexes();
    expect(indexes).toContainEqual(
      expect.objectContaining({ key: { startedAt: 1 }, expireAfterSeconds: 24 * 60 * 60 }),
    );
  });
});
