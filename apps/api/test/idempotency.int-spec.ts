import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

describe('requests with an Idempotency-Key', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => {
    api = await startApi();
    expert = await publishExpert(api.url);
  });
  afterAll(() => api.close());

  it('answered before JWT_SECRET was replaced are refused in words, and not done again', async () => {
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
      // The old key is spent; a new one books.
      const anew = { 'Idempotency-Key': 'made-after-the-change' };
      const answer = await expert.book(other, { headers: anew, through: later.url });
      expect(answer.status).toBe(201);
      expect((await expert.book(other, { headers: anew, through: later.url })).body).toEqual(answer.body);
    } finally {
      await later.app.close();
    }
    // Where the old secret still is, nothing has changed.
    expect((await expert.book(start, { headers: made })).body).toEqual(body);
  });

  it('are forgotten after 24 hours, by the database', async () => {
    const indexes = await api.connection.collection('idempotency_keys').indexes();
    expect(indexes).toContainEqual(
      expect.objectContaining({ key: { startedAt: 1 }, expireAfterSeconds: 24 * 60 * 60 }),
    );
  });
});
