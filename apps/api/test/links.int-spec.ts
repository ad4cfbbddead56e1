import type {
  BookingLink,
  CreatedBooking,
  CreatedBookingLink,
  EventType,
  Hold,
  PublicEventTypePage,
  PublicExpertPage,
} from '@expertbook/contracts';
import { AVAILABILITY_NAMESPACE } from '@expertbook/contracts';
import { Types } from 'mongoose';
import { createHash } from 'node:crypto';
import { io } from 'socket.io-client';
import { PASSWORD } from './browser';
import type { Answer, TestApi } from './harness';
import { problemOf, startApi } from './harness';
import { newExpert, tally } from './people';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';
import { SOCKET_OPTIONS } from './watcher';

const HOUR_MS = 3_600_000;

describe('links to event types', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  let secretType: EventType;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());
  beforeEach(async () => {
    expert = await publishExpert(api.url);
    secretType = await expert.addEventType({ private: true });
  });

  const makeLink = async (type: EventType, body: Record<string, unknown> = { kind: 'private' }) => {
    const made = await expert.asExpert<CreatedBookingLink>('POST', `/event-types/${type.id}/links`, body);
    expect(made.status).toBe(201);
    return { ...made.body, secret: new URL(made.body.url).hash.replace('#link=', '') };
  };
  const stored = ({ id }: BookingLink) =>
    api.connection.collection('booking_links').findOne({ _id: new Types.ObjectId(id) });
  const withLink = (secret?: string): Record<string, string> =>
    secret === undefined ? {} : { 'X-Link-Token': secret };
  const at = (i: number) => new Date((Math.floor(Date.now() / HOUR_MS) + 72 + i) * HOUR_MS).toISOString();
  const page = (type: EventType, headers: Record<string, string> = {}, query = '') =>
    api.call<PublicEventTypePage>('GET', `/experts/${expert.handle}/event-types/${type.slug}${query}`, {
      headers,
    });
  const slots = (type: EventType, headers: Record<string, string> = {}, more = '') => {
    const [start, end] = [at(0).slice(0, 10), at(24).slice(0, 10)];
    const query = `start=${start}&end=${end}&timeZone=UTC${more}`;
    return api.call('GET', `/experts/${expert.handle}/event-types/${type.slug}/slots?${query}`, { headers });
  };
  const hold = (type: EventType, i: number, headers: Record<string, string> = {}, query = '') =>
    api.call<Hold>('POST', `/holds${query}`, { body: { eventTypeId: type.id, start: at(i) }, headers });
  const book = (type: EventType, i: number, secret?: string, more: Record<string, string> = {}) =>
    expert.book(at(i), { eventType: type, headers: { ...withLink(secret), ...more } });
  const watch = async (type: EventType, more: object = {}) => {
    const socket = io(`${api.url}${AVAILABILITY_NAMESPACE}`, SOCKET_OPTIONS);
    const request = { handle: expert.handle, eventType: type.slug, ...more };
    const reply = (await socket.emitWithAck('watch', request)) as { ok: boolean; code?: string };
    socket.disconnect();
    return reply;
  };
  const all = async (type: EventType, i: number, secret?: string): Promise<Answer<unknown>[]> => [
    await page(type, withLink(secret)),
    await slots(type, withLink(secret)),
    await hold(type, i, withLink(secret)),
    await book(type, i + 1, secret),
  ];

  it('give no one else access to a private event type', async () => {
    const refused = await all(secretType, 0);
    expect(tally(refused)).toEqual({ '404 not_found': 4 });
    const unknown = await slots({ ...secretType, slug: 'no-such-type' });
    const { instance: _a, ...mine } = problemOf(refused[1] as Answer<unknown>);
    const { instance: _b, ...nobodys } = problemOf(unknown);
    expect(mine).toEqual(nobodys);
    expect(await watch(secretType)).toEqual({ ok: false, code: 'not_found' });
    const profile = await api.call<PublicExpertPage>('GET', `/experts/${expert.handle}`);
    expect(profile.body.eventTypes.map(({ id }) => id)).toEqual([expert.eventType.id]);
  });

  it('open a private event type as long as they are valid', async () => {
    const link = await makeLink(secretType, { kind: 'private', note: 'For Grace' });
    expect(link.url).toContain(`/${expert.handle}/${secretType.slug}#link=`);
    expect(tally(await all(secretType, 0, link.secret))).toEqual({ 200: 2, 201: 2 });
    // A response to the holder of the link is cached for no other client.
    const kept = [await slots(secretType, withLink(link.secret)), await slots(secretType)];
    expect(kept.map(({ status }) => status)).toEqual([200, 404]);
    expect((await book(secretType, 5, link.secret)).status).toBe(201);
    expect((await page(secretType, withLink(link.secret))).body.link).toEqual({
      kind: 'private',
      expiresAt: null,
    });
    expect(await watch(secretType, { link: link.secret })).toMatchObject({ ok: true });
    const path = `/event-types/${secretType.id}/links`;
    expect((await expert.asExpert('DELETE', `${path}/${link.id}`)).status).toBe(204);
    expect((await expert.asExpert('DELETE', `${path}/${link.id}`)).status).toBe(404);
    expect(tally(await all(secretType, 7, link.secret))).toEqual({ '404 not_found': 4 });
  });

  it('do not open other event types, and unknown ones open none', async () => {
    const link = await makeLink(secretType);
    const other = await expert.addEventType({ private: true });
    expect(tally(await all(other, 0, link.secret))).toEqual({ '404 not_found': 4 });
    expect(tally([await slots(expert.eventType), await slots(expert.eventType)])).toEqual({ 200: 2 });
    for (const unknown of ['no-such-secret', 'x'.repeat(500)]) {
      expect(tally(await all(expert.eventType, 0, unknown))).toEqual({ '404 not_found': 4 });
      expect(await watch(expert.eventType, { link: unknown })).toEqual({ ok: false, code: 'not_found' });
    }
  });

  it('that are single-use allow one booking, of 50 concurrent ones for different times', async () => {
    const link = await makeLink(expert.eventType, { kind: 'one_off' });
    expect((await page(expert.eventType, withLink(link.secret))).body.link?.kind).toBe('one_off');
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => book(expert.eventType, i, link.secret)),
    );
    expect(tally(answers)).toEqual({ 201: 1, '410 link_used': 49 });
    expect(problemOf(await page(expert.eventType, withLink(link.secret))).code).toBe('link_used');
    const winner = answers.find(({ status }) => status === 201)?.body.uid;
    expect(await stored(link)).toMatchObject({ usedBy: winner });
    const listed = await expert.asExpert<BookingLink[]>('GET', `/event-types/${expert.eventType.id}/links`);
    expect(listed.body[0]).toMatchObject({
      usedAt: expect.any(String),
      usedBy: { uid: winner, name: 'Grace Hopper' },
    });
    expect(JSON.stringify(listed.body)).not.toContain(link.secret);
    const live = await api.connection
      .collection('bookings')
      .countDocuments({ eventTypeId: new Types.ObjectId(expert.eventType.id), live: true });
    expect(live).toBe(1);
  });

  it('stay valid when the booking fails, and repeat the first response', async () => {
    const link = await makeLink(secretType, { kind: 'one_off' });
    expect((await book(secretType, -1000, link.secret)).status).toBe(422);
    expect(await stored(link)).toMatchObject({ usedAt: null, usedBy: null });
    const key = { 'Idempotency-Key': 'the-same-key-1' };
    const first = await book(secretType, 0, link.secret, key);
    expect(first.status).toBe(201);
    expect(await stored(link)).toMatchObject({ usedAt: expect.any(Date), usedBy: first.body.uid });
    expect((await book(secretType, 0, link.secret, key)).body).toEqual(first.body);
    expect(problemOf(await book(secretType, 2, link.secret)).code).toBe('link_used');
    expect(problemOf(await book(secretType, 0, 'another-secret', key)).code).toBe('idempotency_mismatch');
  });

  it('let their user reschedule the booking after they are used up', async () => {
    const link = await makeLink(secretType, { kind: 'one_off' });
    const booked: Answer<CreatedBooking> = await book(secretType, 0, link.secret);
    const { uid, manageToken } = booked.body;
    const own = { 'X-Manage-Token': manageToken };
    for (const headers of [own, { ...own, ...withLink(link.secret) }]) {
      expect((await page(secretType, headers, `?booking=${uid}`)).status).toBe(200);
      expect((await slots(secretType, headers, `&booking=${uid}`)).status).toBe(200);
    }
    expect(await watch(secretType, { booking: { uid, token: manageToken } })).toMatchObject({ ok: true });
    expect((await slots(secretType, { 'X-Manage-Token': 'wrong' }, `&booking=${uid}`)).status).toBe(404);
    const kept = await hold(secretType, 3, own, `?booking=${uid}`);
    expect(kept.status).toBe(201);
    const moved = await api.call('POST', `/bookings/${uid}/reschedule`, {
      body: { start: at(3), holdToken: kept.body.token },
      headers: own,
    });
    expect(moved.status).toBe(201);
    const other = await expert.addEventType({ private: true });
    const now = (moved.body as { uid: string }).uid;
    expect((await page(other, own, `?booking=${now}`)).status).toBe(404);
    expect((await page(secretType, own, `?booking=${uid}`)).status).toBe(404);
    expect((await page(secretType, own, `?booking=${now}`)).status).toBe(200);
    expect((await api.call('POST', `/bookings/${now}/cancel`, { body: {}, headers: own })).status).toBe(200);
    expect((await page(secretType, own, `?booking=${now}`)).status).toBe(404);
  });

  it('expire', async () => {
    const link = await makeLink(secretType, { kind: 'private', expiresAt: at(0) });
    await api.connection
      .collection('booking_links')
      .updateOne({ _id: new Types.ObjectId(link.id) }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect(tally(await all(secretType, 0, link.secret))).toEqual({ '410 link_expired': 4 });
    const past = await expert.asExpert('POST', `/event-types/${secretType.id}/links`, {
      kind: 'private',
      expiresAt: at(-100),
    });
    expect(problemOf(past).errors?.[0]?.field).toBe('expiresAt');
  });

  it('are stored hashed, belong to their expert and are at most 200 per event type', async () => {
    const link = await makeLink(secretType);
    const kept = await api.connection.collection('booking_links').find().toArray();
    expect(JSON.stringify(kept)).not.toContain(link.secret);
    const path = `/event-types/${secretType.id}/links`;
    const stranger = await publishExpert(api.url);
    expect((await stranger.asExpert('GET', path)).status).toBe(404);
    expect((await stranger.asExpert('POST', path, { kind: 'private' })).status).toBe(404);
    expect((await stranger.asExpert('DELETE', `${path}/${link.id}`)).status).toBe(404);
    const copies = Array.from({ length: 198 }, (_, i) => ({
      ...kept.find(({ _id }) => String(_id) === link.id),
      _id: new Types.ObjectId(),
      tokenHash: createHash('sha256').update(`${secretType.id}/${i}`).digest('hex'),
    }));
    await api.connection.collection('booking_links').insertMany(copies);
    await makeLink(secretType);
    expect((await expert.asExpert('POST', path, { kind: 'one_off' })).status).toBe(422);
  });

  it('book hidden event types too, once', async () => {
    const hidden = await expert.addEventType({ hidden: true });
    const link = await makeLink(hidden, { kind: 'one_off', expiresAt: at(500) });
    expect((await page(hidden, withLink(link.secret))).body.link).toEqual({
      kind: 'one_off',
      expiresAt: at(500),
    });
    expect((await book(hidden, 0, link.secret)).status).toBe(201);
    expect(tally(await all(hidden, 2, link.secret))).toEqual({ '410 link_used': 4 });
    expect((await book(hidden, 4)).status).toBe(201);
  });

  it('end with their event type and with the account', async () => {
    const link = await makeLink(secretType);
    expect((await expert.asExpert('DELETE', `/event-types/${secretType.id}`)).status).toBe(204);
    expect(tally(await all(secretType, 0, link.secret))).toEqual({ '404 not_found': 4 });
    expect(await stored(link)).toBeNull();
    const ada = await newExpert(api);
    const settings = { slug: 'intro', title: 'Intro call', durations: [30] };
    const { body: type } = await ada.call<EventType>('POST', '/event-types', settings);
    const { body: other } = await ada.call<BookingLink>('POST', `/event-types/${type.id}/links`, {
      kind: 'private',
    });
    expect(await stored(other)).not.toBeNull();
    expect((await ada.call('DELETE', '/auth/me', { password: PASSWORD })).status).toBe(204);
    expect(await stored(other)).toBeNull();
  });

  it('are needed as soon as an event type is made private, also for clients who had access before', async () => {
    const type = await expert.addEventType();
    expect((await page(type)).status).toBe(200);
    const [expertId, eventTypeId] = [expert.me.expert?.id, type.id].map((id) => new Types.ObjectId(id));
    const [calendars, types] = ['calendars', 'event_types'].map((name) => api.connection.collection(name));
    const aborted = async (): Promise<number> => {
      const status = await api.connection.db?.admin().serverStatus();
      return (status as { transactions: { totalAborted: number } }).transactions.totalAborted;
    };
    let booking: Promise<Answer<CreatedBooking>> | undefined;
    // As by another process, while this one is already handling the booking.
    await api.connection.transaction(async (session) => {
      await calendars?.updateOne({ _id: expertId }, { $inc: { revision: 1 } }, { session });
      await types?.updateOne({ _id: eventTypeId }, { $set: { private: true } }, { session });
      const before = await aborted();
      booking = book(type, 0);
      await until('the booking to meet the change', async () => (await aborted()) > before);
    });
    expect(problemOf((await booking) as Answer<unknown>).code).toBe('busy_try_again');
    const again = await until('it to be unknown', async () => {
      const answer = await book(type, 0);
      return answer.status === 503 ? null : answer;
    });
    expect(problemOf(again).code).toBe('not_found');
  });

  it('are not needed by the expert, nor for event types from before there were private ones', async () => {
    const { accessToken } = expert;
    const own = await api.call('GET', `/experts/${expert.handle}/event-types/${secretType.slug}`, {
      accessToken,
    });
    expect(own.status).toBe(200);
    await api.connection
      .collection('event_types')
      .updateOne({ _id: new Types.ObjectId(expert.eventType.id) }, { $unset: { private: 1 } });
    expect((await page(expert.eventType)).status).toBe(200);
    expect((await expert.asExpert<EventType[]>('GET', '/event-types')).body[0]?.private).toBe(false);
    expect((await book(expert.eventType, 0)).status).toBe(201);
  });
});
