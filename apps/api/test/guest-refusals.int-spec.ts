import type { BookingsPage, CreatedBooking, PublicEventTypePage } from '@expertbook/contracts';
import type { Answer, TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert, tally } from './published-expert';

const GUESTS = ['alan@example.com', 'barbara@example.com'];

describe('guests', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  let starts: string[];
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());
  beforeEach(async () => {
    expert = await publishExpert(api.url);
    starts = await expert.starts();
  });

  it.each([
    [['alan@example.com', 'nobody'], 'guests.1', 'is_email'],
    [['alan@example.com', 'ALAN@example.com'], 'guests.1', 'duplicate'],
    [['Grace@Example.com'], 'guests.0', 'client_own'],
    [['alan@example.com', 7], 'guests.1', 'is_email'],
    ['alan@example.com', 'guests', 'is_array'],
    [Array.from({ length: 11 }, (_, i) => `guest${i}@example.com`), 'guests', 'array_max_size'],
  ])('that are %j are rejected by index, and nothing is booked', async (guests, field, code) => {
    const refused = await expert.book(starts[0] ?? '', { with: { guests } });
    expect(problemOf(refused)).toMatchObject({
      status: 422,
      code: 'validation_failed',
      errors: [{ field, code }],
    });
    expect((await expert.asExpert<BookingsPage>('GET', '/bookings')).body.items).toEqual([]);
  });

  it('are rejected together with invalid answers', async () => {
    const questions = [{ id: 'topic', kind: 'text', label: 'Topic', required: true }];
    const eventType = await expert.addEventType({ questions });
    const refused = await expert.book(starts[0] ?? '', { eventType, with: { guests: ['x'] } });
    expect(problemOf(refused).errors?.map(({ field }) => field)).toEqual(['guests.0', 'answers.topic']);
  });

  it.each([[{ guestsAllowed: false }], [{ seats: 3 }]])('are not accepted by %j', async (settings) => {
    const eventType = await expert.addEventType(settings);
    const page = await api.call<PublicEventTypePage>(
      'GET',
      `/experts/${expert.handle}/event-types/${eventType.slug}`,
    );
    expect(page.body.eventType.guestsAllowed).toBe(false);
    const refused = await expert.book(starts[0] ?? '', { eventType, with: { guests: GUESTS } });
    expect(problemOf(refused)).toMatchObject({
      status: 422,
      errors: [{ field: 'guests', code: 'guests_not_allowed' }],
    });
    expect((await expert.book(starts[0] ?? '', { eventType, with: { guests: [] } })).status).toBe(201);
  });

  it('cannot be used to mail strangers without limit', async () => {
    const limited = await startApi({ RATE_LIMIT_WRITES: '24' });
    try {
      const host = await publishExpert(limited.url);
      const free = await host.starts();
      const invite = (nth: number, guests: string[]): Promise<Answer<CreatedBooking>> =>
        host.book(free[nth] ?? '', { with: { guests } });
      const crowd = (n: number) => Array.from({ length: 10 }, (_, i) => `guest${n}-${i}@example.com`);
      expect(tally([await invite(0, crowd(0)), await invite(1, crowd(1))])).toEqual({ 201: 2 });
      const refused = await invite(2, crowd(2));
      expect(problemOf(refused)).toMatchObject({ status: 429, code: 'rate_limited' });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
      expect((await invite(2, [])).status).toBe(201);
    } finally {
      await limited.close();
    }
  });

  it('are invited only a limited number of times', async () => {
    const limited = await startApi({ UNPROVEN_PER_HOUR: '5' });
    try {
      const host = await publishExpert(limited.url);
      const free = await host.starts();
      const answers: Answer<CreatedBooking>[] = [];
      for (let nth = 0; nth < 6; nth++) {
        answers.push(await host.book(free[nth] ?? '', { with: { guests: ['victim@example.com'] } }));
      }
      expect(tally(answers)).toEqual({ 201: 5, 429: 1 });
    } finally {
      await limited.close();
    }
  });
});
