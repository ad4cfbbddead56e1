import type { BookingsPage, CalendarView } from '@expertbook/contracts';
import { Types } from 'mongoose';
import { bucketsOf } from '../src/app/claims/claim-interval';
import { PastClaimsSweep } from '../src/app/claims/past-claims.sweep';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PAST = 3000;
const COMING = 40;

interface Profiled {
  ns: string;
  nreturned?: number;
  docsExamined?: number;
  keysExamined?: number;
  planSummary?: string;
  command: object;
}

describe('an expert with a long past', () => {
  let api: TestApi;
  let ada: PublishedExpert;
  beforeAll(async () => {
    api = await startApi();
    ada = await publishExpert(api.url);
    const rare = await ada.addEventType({ title: 'Rare workshop' });
    const bookings = api.connection.collection('bookings');
    const [start = ''] = await ada.starts();
    await ada.book(start);
    const template = await bookings.findOne({});
    const [attendee] = (template?.['attendees'] ?? []) as object[];
    const now = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
    const made = Array.from({ length: PAST + COMING }, (_, i) => {
      const from = now + (i - PAST) * HOUR_MS + (i >= PAST ? 20 * DAY_MS : 0);
      const [begins, ends] = [new Date(from), new Date(from + HOUR_MS / 2)];
      const uid = new Types.ObjectId().toHexString();
      const status = i % 500 === 7 ? 'cancelled' : 'confirmed';
      const name = i % 600 === 5 ? 'Barbara Liskov' : `Client ${i}`;
      const step = { at: new Date(from - 20 * DAY_MS), uid, status: 'confirmed', by: 'client' };
      const left = { ...step, status: 'cancelled' };
      return {
        ...template,
        _id: new Types.ObjectId(),
        ...(i % 700 === 3 && { eventTypeId: new Types.ObjectId(rare.id), title: rare.title }),
        status,
        live: status === 'confirmed',
        ...{ start: begins, end: ends, padStart: begins, padEnd: ends },
        buckets: bucketsOf(+begins, +ends),
        seatsTaken: status === 'confirmed' ? 1 : 0,
        attendees: [{ ...attendee, uid, status, name, sequence: status === 'confirmed' ? 0 : 1 }],
        search: ['intro', 'call', ...name.toLowerCase().split(' '), 'grace', 'example', 'com'],
        history: status === 'confirmed' ? [step] : [step, left],
      };
    });
    await bookings.insertMany(made);
    await api.connection.collection('calendars').updateMany({}, { $inc: { revision: made.length * 2 } });
    await api.connection.db?.command({ profile: 2, slowms: 0 });
  });
  afterAll(async () => {
    await api.connection.db?.command({ profile: 0 });
    await api.close({ damaged: 'cloned bookings have no mails' });
  });

  /** Documents and keys of bookings that the database read for one request. */
  async function reads(path: string): Promise<Profiled[]> {
    const since = new Date();
    const answer = await ada.asExpert<BookingsPage>('GET', path);
    expect(answer.status).toBe(200);
    return api.connection
      .collection<Profiled>('system.profile')
      .find({
        ns: /\.bookings$/,
        ts: { $gte: since },
        op: { $in: ['query', 'getmore', 'command'] },
      } as object)
      .toArray();
  }

  const now = new Date();
  const query = (parameters: Record<string, string>) =>
    `/bookings?${String(new URLSearchParams(parameters))}`;
  it.each([
    ['upcoming', query({ status: 'confirmed', order: 'asc', from: now.toISOString() })],
    ['requests', query({ status: 'pending', order: 'asc', from: now.toISOString() })],
    ['past', query({ status: 'confirmed,completed,no_show,pending', order: 'desc', to: now.toISOString() })],
    ['cancelled', query({ status: 'cancelled,declined,rescheduled', order: 'desc' })],
    ['of a rare event type', 'rare'],
    ['a search for somebody', query({ q: 'liskov', order: 'desc' })],
    ['a search for what is everywhere', query({ q: 'intro', order: 'desc' })],
    ['a search for nobody', query({ q: 'nobody' })],
    ['all', query({})],
    [
      'the dashboard',
      query({
        status: 'pending,confirmed,completed,no_show',
        from: new Date(+now - 36 * HOUR_MS).toISOString(),
        to: new Date(+now + 9 * DAY_MS).toISOString(),
        limit: '100',
      }),
    ],
    [
      'a week of the calendar',
      `/calendar?from=${new Date(+now - 4 * DAY_MS).toISOString()}&to=${new Date(+now + 3 * DAY_MS).toISOString()}`,
    ],
  ])('reads little more than it shows: %s', async (name, path) => {
    const types = await ada.asExpert<{ id: string; title: string }[]>('GET', '/event-types');
    const rare = types.body.find(({ title }) => title === 'Rare workshop')?.id ?? '';
    const found = await reads(path === 'rare' ? query({ eventTypeId: rare, order: 'desc' }) : path);
    expect(found.length).toBeGreaterThan(0);
    for (const { nreturned = 0, docsExamined = 0, keysExamined = 0, planSummary } of found) {
      const bound = nreturned * 3 + 60;
      const read = { name, planSummary, docsExamined, keysExamined };
      expect({ ...read, isBounded: docsExamined <= bound && keysExamined <= bound }).toEqual({
        ...read,
        isBounded: true,
      });
    }
  });

  it('has links and event types found by an index', async () => {
    const expertId = new Types.ObjectId(ada.me.expert?.id);
    for (const name of ['booking_links', 'event_types']) {
      const plan = await api.connection.collection(name).find({ expertId }).explain('queryPlanner');
      expect(JSON.stringify(plan)).toContain('_of_expert');
      expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
    }
  });

  it('loses its claims in the index, and keeps its bookings, their place in the calendar and their transitions', async () => {
    const bookings = api.connection.collection('bookings');
    const week = `/calendar?from=${new Date(+now - 30 * DAY_MS).toISOString()}&to=${new Date(+now - 23 * DAY_MS).toISOString()}`;
    const before = await ada.asExpert<CalendarView>('GET', week);
    await api.app.get(PastClaimsSweep).sweep({ isOver: false }, new Date());
    const edge = new Date(Date.now() - 9 * DAY_MS);
    expect(await bookings.countDocuments({ live: true, padEnd: { $lte: edge } })).toBe(0);
    const recent = { status: 'confirmed', padEnd: { $gt: edge } };
    expect(await bookings.countDocuments({ ...recent, live: true })).toBe(
      await bookings.countDocuments(recent),
    );
    expect(await bookings.countDocuments(recent)).toBeGreaterThan(COMING);
    const after = await ada.asExpert<CalendarView>('GET', week);
    expect(after.body).toEqual(before.body);
    const uid = before.body.bookings[0]?.uid ?? '';
    expect(await ada.asExpert('POST', `/bookings/${uid}/no-show`)).toMatchObject({ status: 200 });
    expect(await bookings.findOne({ 'attendees.uid': uid })).toMatchObject({
      status: 'no_show',
      live: false,
    });
  });

  it('reads no document for the statistics of single sessions', async () => {
    const day = (offset: number) => new Date(+now + offset * DAY_MS).toISOString().slice(0, 10);
    const found = await reads(`/bookings/statistics?from=${day(-60)}&to=${day(0)}`);
    expect(found.length).toBeGreaterThan(0);
    for (const { docsExamined } of found) expect(docsExamined).toBe(0);
  });
});
