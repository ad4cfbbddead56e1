import type { Block, BookingsPage, CalendarView, Hold, SlotExplanation } from '@expertbook/contracts';
import { Types } from 'mongoose';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import { tally } from './people';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { watch } from './watcher';

const HOUR_MS = 3_600_000;

describe('blocks', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());
  beforeEach(async () => (expert = await publishExpert(api.url)));

  const at = (hours: number) =>
    new Date((Math.floor(Date.now() / HOUR_MS) + 72 + hours) * HOUR_MS).toISOString();
  const block = (from: number, to: number, title?: string) =>
    expert.asExpert<Block>('POST', '/blocks', { start: at(from), end: at(to), ...(title && { title }) });
  const stretch = (from: number, to: number) =>
    `from=${encodeURIComponent(at(from))}&to=${encodeURIComponent(at(to))}`;

  it('keep their time free, live for all viewers, until they are removed', async () => {
    const watcher = await watch(api.url, expert);
    const made = await block(0, 2, 'Dentist');
    expect(made.status).toBe(201);
    expect(await watcher.nextOf('booked')).toMatchObject({ taken: [[at(0), at(2)]] });
    expect(problemOf(await expert.book(at(1))).code).toBe('slot_taken');
    expect((await expert.book(at(2))).status).toBe(201);
    const why = await expert.asExpert<SlotExplanation>(
      'GET',
      `/experts/${expert.handle}/event-types/${expert.eventType.slug}/slots/explain?start=${encodeURIComponent(at(1))}`,
    );
    expect(why.body.obstacles).toEqual([
      {
        reason: 'slot_taken',
        blockedBy: { start: expect.any(String), end: expect.any(String), bookingUids: [] },
      },
    ]);
    expect((await expert.asExpert('DELETE', `/blocks/${made.body.id}`)).status).toBe(204);
    expect(await watcher.nextOf('released')).toMatchObject({ freed: [[at(0), at(2)]] });
    expect((await expert.book(at(1))).status).toBe(201);
    expect((await expert.asExpert('DELETE', `/blocks/${made.body.id}`)).status).toBe(404);
    watcher.close();
  });

  it('are rejected over a live claim, but not over an expired hold', async () => {
    expect((await expert.book(at(0))).status).toBe(201);
    const kept = await api.call<Hold>('POST', '/holds', {
      body: { eventTypeId: expert.eventType.id, start: at(1) },
    });
    expect(kept.status).toBe(201);
    expect(tally([await block(0, 1), await block(1, 2)])).toEqual({ '409 slot_taken': 2 });
    await api.connection
      .collection('bookings')
      .updateOne(
        { expertId: new Types.ObjectId(expert.me.expert?.id), status: 'held' },
        { $set: { expiresAt: new Date() } },
      );
    expect((await block(1, 2)).status).toBe(201);
    expect(problemOf(await block(1, 3)).code).toBe('slot_taken');
  });

  it('and concurrent bookings of one time: one of them gets it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? block(0, 1) : expert.book(at(0)))),
    );
    expect(tally(answers)).toEqual({ 201: 1, '409 slot_taken': 19 });
  });

  it('must be on the grid, take at most a day and not be in the past', async () => {
    const ask = (start: string, end: string) => expert.asExpert('POST', '/blocks', { start, end });
    const answers = [
      await block(1, 1),
      await block(2, 1),
      await block(0, 25),
      await ask(at(0).replace(':00:00.', ':01:00.'), at(1)),
      await block(-100, -99),
    ];
    expect(tally(answers)).toEqual({ '422 validation_failed': 4, '422 in_the_past': 1 });
  });

  it('are in the calendar with bookings and holds, and in no list of bookings', async () => {
    await block(0, 1, 'Dentist');
    const booked = await expert.book(at(2));
    await api.call('POST', '/holds', { body: { eventTypeId: expert.eventType.id, start: at(3) } });
    const { body } = await expert.asExpert<CalendarView>('GET', `/calendar?${stretch(-1, 10)}`);
    expect(body.blocks.map(({ title }) => title)).toEqual(['Dentist']);
    expect(body.bookings.map(({ uid }) => uid)).toEqual([booked.body.uid]);
    expect(body.holds).toMatchObject([{ eventType: { id: expert.eventType.id } }]);
    expect((await expert.asExpert<Block[]>('GET', `/blocks?${stretch(0, 1)}`)).body).toHaveLength(1);
    expect((await expert.asExpert<Block[]>('GET', `/blocks?${stretch(1, 2)}`)).body).toEqual([]);
    expect((await expert.asExpert<BookingsPage>('GET', '/bookings')).body.items).toHaveLength(1);
    expect(problemOf(await expert.asExpert('GET', `/calendar?${stretch(0, 1081)}`)).code).toBe(
      'invalid_range',
    );
    const stranger = await publishExpert(api.url);
    const [mine] = body.blocks;
    expect((await stranger.asExpert('DELETE', `/blocks/${mine?.id ?? ''}`)).status).toBe(404);
    const theirs = await stranger.asExpert<CalendarView>('GET', `/calendar?${stretch(-1, 10)}`);
    expect(theirs.body).toEqual({ bookings: [], holds: [], blocks: [] });
  });
});
