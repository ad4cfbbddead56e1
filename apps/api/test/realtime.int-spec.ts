import type {
  AvailabilityChanged,
  BookingChanged,
  CreatedBooking,
  Hold,
  Session,
  WatchReply,
} from '@expertbook/contracts';
import { AVAILABILITY_NAMESPACE, EXPERT_NAMESPACE } from '@expertbook/contracts';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { expireHold } from './expire-hold';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';
import { SOCKET_OPTIONS, watch } from './watcher';

const MINUTE_MS = 60_000;
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The half hour from `start`, as in pushes. */
const halfHour = (start: string) => [
  new Date(start).toISOString(),
  new Date(Date.parse(start) + 30 * MINUTE_MS).toISOString(),
];

describe('real time', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  const open: { close(): void }[] = [];
  const keep = <T extends { close(): void }>(one: T): T => (open.push(one), one);

  beforeAll(async () => (api = await startApi({ HOLD_TTL: '300' })));
  afterAll(() => api.close());
  beforeEach(async () => (expert = await publishExpert(api.url)));
  afterEach(() => open.splice(0).forEach((one) => one.close()));

  const hold = (url: string, start: string) =>
    fetch(`${url}/api/v1/holds`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ eventTypeId: expert.eventType.id, start }),
    }).then((answer) => answer.json() as Promise<Hold>);
  const asClient = <T>(path: string, { manageToken }: CreatedBooking, body: unknown) =>
    api.call<T>('POST', path, { headers: { 'X-Manage-Token': manageToken }, body });

  describe('a public page', () => {
    it('gets the revision to compare its slots with', async () => {
      const page = keep(await watch(api.url, expert));
      const { revision } = await expert.slots();
      expect(page.reply).toEqual({ ok: true, revision });
    });

    it.each([
      ['an unknown handle', 'not_found', () => ({ handle: 'nobody-of-this-name', eventType: 'any' })],
      ['an unknown event type', 'not_found', () => ({ handle: expert.handle, eventType: 'none-such' })],
      ['no handle', 'malformed_request', () => ({})],
      ['operators', 'malformed_request', () => ({ handle: { $gt: '' }, eventType: { $gt: '' } })],
    ])('cannot watch %s: %s', async (_what, code, request) => {
      const page = keep(await watch(api.url, expert));
      const reply: WatchReply = await page.socket.emitWithAck('watch', request() as never);
      expect(reply).toEqual({ ok: false, code });
    });

    it('gets every change as it happens, one revision at a time, without personal data', async () => {
      const page = keep(await watch(api.url, expert));
      const [first = '', second = '', third = ''] = await expert.starts();

      const held = await hold(api.url, first);
      expect(await page.next()).toMatchObject({ reason: 'held', taken: [halfHour(first)], freed: [] });

      await api.call('DELETE', `/holds/${held.token}`);
      expect(await page.next()).toMatchObject({ reason: 'released', taken: [], freed: [halfHour(first)] });

      const { body: booking } = await expert.book(second);
      expect(await page.next()).toMatchObject({ reason: 'booked', taken: [halfHour(second)], freed: [] });

      const moved = await asClient<CreatedBooking>(`/bookings/${booking.uid}/reschedule`, booking, {
        start: third,
      });
      expect(await page.next()).toMatchObject({
        reason: 'rescheduled',
        taken: [halfHour(third)],
        freed: [halfHour(second)],
      });

      await asClient(`/bookings/${moved.body.uid}/cancel`, moved.body, { reason: 'Ill' });
      expect(await page.next()).toMatchObject({ reason: 'cancelled', taken: [], freed: [halfHour(third)] });

      const [schedule] = (await expert.asExpert<{ id: string }[]>('GET', '/schedules')).body;
      const weekly = Array.from({ length: 7 }, () => [{ start: '08:00', end: '12:00' }]);
      await expert.asExpert('PATCH', `/schedules/${schedule?.id ?? ''}`, { weekly });
      expect(await page.next()).toMatchObject({ reason: 'schedule', taken: [], freed: [] });

      const before = page.reply.ok ? page.reply.revision : NaN;
      expect(page.changes.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6].map((n) => before + n));
      expectNobodyIn(page.changes);
    });

    it('gets a hold that is booked, and a booking that is declined', async () => {
      const asked = await expert.addEventType({ requiresConfirmation: true });
      const page = keep(await watch(api.url, expert));
      const [first = '', second = ''] = await expert.starts();
      const { token } = await hold(api.url, first);
      await expert.book(first, { with: { holdToken: token } });
      expect(await page.nextOf('booked')).toMatchObject({ taken: [halfHour(first)], freed: [] });
      const { body } = await expert.book(second, { eventType: asked });
      expect(await page.nextOf('booked')).toMatchObject({ taken: [halfHour(second)] });
      await expert.asExpert('POST', `/bookings/${body.uid}/decline`, { reason: 'Full' });
      expect(await page.nextOf('released')).toMatchObject({ freed: [halfHour(second)] });
      expectNobodyIn(page.changes);
    });

    it('gets the time of an expired hold back', async () => {
      const hasty = await startApi({ HOLD_TTL: '1', MONGO_URI: api.mongoUri });
      try {
        const page = keep(await watch(api.url, expert));
        const [start = ''] = await expert.starts();
        await hold(hasty.url, start);
        expect(await page.next()).toMatchObject({ reason: 'held', taken: [halfHour(start)] });
        expect(await page.next()).toMatchObject({ reason: 'released', freed: [halfHour(start)] });
        expect(await expert.starts()).toContain(start);
      } finally {
        await hasty.app.close();
      }
    });

    it('learns that a longer hold, replaced after it expired, freed the rest of its time', async () => {
      const long = await expert.addEventType({ durations: [60], slotInterval: 30 });
      const [start = ''] = await expert.starts();
      await api.call('POST', '/holds', { body: { eventTypeId: long.id, start } });
      const page = keep(await watch(api.url, expert));
      // Expired and booked at once: removed or not, the page must be notified.
      await expireHold(api.connection, expert.handle, new Date(start));
      expect(await expert.book(start)).toMatchObject({ status: 201 });
      await page.nextOf('booked');
      const end = new Date(Date.parse(start) + 60 * MINUTE_MS).toISOString();
      expect(page.changes.flatMap(({ freed }) => freed)).toContainEqual([new Date(start).toISOString(), end]);
    });

    it('gets nothing about a calendar that it stopped watching', async () => {
      const other = await publishExpert(api.url);
      const page = keep(await watch(api.url, expert));
      await page.socket.emitWithAck('watch', { handle: other.handle, eventType: other.eventType.slug });
      page.socket.emit('unwatch', { handle: expert.handle, eventType: expert.eventType.slug });
      // A reply to a later request: the earlier one has been handled.
      await page.socket.emitWithAck('watch', { handle: other.handle, eventType: other.eventType.slug });
      const [start = ''] = await expert.starts();
      const [elsewhere = ''] = (await other.starts()).slice(3);
      await expert.book(start);
      await other.book(elsewhere);
      expect(await page.next()).toMatchObject({ taken: [halfHour(elsewhere)] });
    });

    it('is told to read again, and keeps its connection, where the database has lost the resume point', async () => {
      const own = await startApi();
      try {
        const other = await publishExpert(own.url);
        const page = keep(await watch(own.url, other));
        const notices: unknown[] = [];
        page.socket.on('disconnect', () => notices.push('disconnect'));
        page.socket.on('resync', (notice) => notices.push(notice));
        const [start = '', next = ''] = await other.starts();
        await other.book(start);
        await page.nextOf('booked');
        await own.connection.collection('calendars').drop();
        await until('it is told', () => notices.length > 0);
        expect(notices).toEqual([{ withinMs: expect.any(Number) as number }]);
        // No earlier state is cached, and the next change arrives.
        expect((await other.slots()).revision).toBe(0);
        await other.book(next);
        expect(await page.nextOf('booked')).toMatchObject({ revision: 1, taken: [halfHour(next)] });
        // One notice: the stream did not end a second time at the same event.
        expect(notices).toHaveLength(1);
      } finally {
        await own.close({ damaged: 'its calendars were dropped' });
      }
    });

    it('cannot watch an unlimited number of calendars', async () => {
      const others = await Promise.all(Array.from({ length: 10 }, () => publishExpert(api.url)));
      const page = keep(await watch(api.url, expert));
      const replies = [];
      for (const { handle, eventType } of others) {
        replies.push(await page.socket.emitWithAck('watch', { handle, eventType: eventType.slug }));
      }
      expect(replies.at(-1)).toEqual({ ok: false, code: 'rate_limited' });
    });
  });

  describe('the connection', () => {
    const connect = (options: object) =>
      new Promise<string>((resolve) => {
        const socket = io(`${api.url}${AVAILABILITY_NAMESPACE}`, {
          ...SOCKET_OPTIONS,
          reconnection: false,
          ...options,
        });
        keep(socket);
        socket.once('connect', () => resolve('in'));
        socket.once('connect_error', () => resolve('refused'));
      });

    it.each(['websocket', 'polling'])('is rejected for pages of other sites over %s', async (transport) => {
      const from = (origin: string) => connect({ transports: [transport], extraHeaders: { Origin: origin } });
      expect(await from('https://evil.example')).toBe('refused');
      expect(await from('null')).toBe('refused');
      expect(await from(api.url)).toBe('in');
    });

    it('survives garbage', async () => {
      const page = keep(await watch(api.url, expert));
      const raw = page.socket as unknown as Socket;
      const cyclic = (depth: number): unknown => (depth === 0 ? 1 : [cyclic(depth - 1)]);
      for (const garbage of [undefined, null, 7, '', [], [[]], true, Buffer.alloc(64), cyclic(500)]) {
        raw.emit('watch', garbage);
        raw.emit('unwatch', garbage);
        raw.emit('constructor', garbage, garbage);
      }
      raw.emit('watch', { handle: expert.handle, eventType: expert.eventType.slug }, 'no callback');
      const again = await page.socket.emitWithAck('watch', {
        handle: expert.handle,
        eventType: expert.eventType.slug,
      });
      expect(again).toMatchObject({ ok: true });

      const big = keep(await watch(api.url, expert));
      (big.socket as unknown as Socket).emit('watch', { handle: 'x'.repeat(100_000), eventType: 'y' });
      await until('the one who sends too much is dropped', () => big.socket.disconnected);

      for (const frame of [
        '',
        '2["watch"',
        '{{{',
        '9',
        '51-["watch"]',
        '0/nowhere,{"a":1}',
        '2["watch",{}]x',
      ]) {
        keep(await watch(api.url, expert)).socket.io.engine.write(frame);
      }
      expect((await fetch(`${api.url}/api/health/live`)).status).toBe(200);
    });
  });

  describe("an expert's own view", () => {
    interface Portal {
      changes: BookingChanged[];
      close(): void;
    }
    const connect = (auth: object) =>
      new Promise<Portal | string>((resolve) => {
        const socket = io(`${api.url}${EXPERT_NAMESPACE}`, { ...SOCKET_OPTIONS, reconnection: false, auth });
        const changes: BookingChanged[] = [];
        keep(socket);
        socket.on('booking.changed', (change: BookingChanged) => changes.push(change));
        socket.once('connect', () => resolve({ changes, close: () => socket.disconnect() }));
        socket.once('connect_error', ({ message }) => resolve(message));
      });
    const portalOf = async ({ accessToken }: PublishedExpert) => {
      const portal = await connect({ token: accessToken });
      if (typeof portal === 'string') throw new Error(portal);
      return portal;
    };

    it('opens only with the token of an expert', async () => {
      const reader = await api.call<Session>('POST', '/auth/register', {
        body: { name: 'Reader', email: `r-${expert.handle}@example.com`, password: 'a-long-pass-word-1' },
      });
      const [head, , tail] = expert.accessToken.split('.');
      const forged = `${head ?? ''}.${Buffer.from('{"sub":"x"}').toString('base64url')}.${tail ?? ''}`;
      for (const auth of [{}, { token: 7 }, { token: '' }, { token: 'x.y.z' }, { token: forged }]) {
        expect(await connect(auth)).toBe('unauthenticated');
      }
      expect(await connect({ token: reader.body.accessToken })).toBe('unauthenticated');
    });

    it('shows new, rescheduled and cancelled bookings, and no others', async () => {
      const stranger = await publishExpert(api.url);
      const portal = await portalOf(expert);
      const foreign = await portalOf(stranger);
      const [start = '', next = '', last = ''] = await expert.starts();
      await hold(api.url, last);
      const { body: booking } = await expert.book(start, { name: 'Grace Hopper' });
      const { body: moved } = await asClient<CreatedBooking>(`/bookings/${booking.uid}/reschedule`, booking, {
        start: next,
      });
      await expert.asExpert('POST', `/bookings/${moved.uid}/cancel`, { reason: 'Away' });
      const seen = () => portal.changes.map(({ booking: { uid, status } }) => `${uid} ${status}`);
      await until('the cancellation', () => seen().includes(`${moved.uid} cancelled`));
      expect(seen()).toContain(`${booking.uid} rescheduled`);
      expect(portal.changes[0]?.booking).toMatchObject({ uid: booking.uid });
      expect(new Set(portal.changes.map(({ booking: { uid } }) => uid))).toEqual(
        new Set([booking.uid, moved.uid]),
      );
      expect(portal.changes.at(-1)?.booking).toMatchObject({ cancelReason: 'Away', cancelledBy: 'expert' });
      expect(JSON.stringify(portal.changes)).not.toContain(moved.manageToken);

      const { body: own } = await stranger.book((await stranger.starts())[0] ?? '');
      await until('the stranger’s own booking', () => foreign.changes.length > 0);
      expect(foreign.changes.map(({ booking: { uid } }) => uid)).toEqual([own.uid]);
    });
  });
});

/** Pushes contain times and no persons. */
function expectNobodyIn(changes: readonly AvailabilityChanged[]): void {
  for (const change of changes) {
    expect(Object.keys(change).sort()).toEqual(['freed', 'reason', 'revision', 'taken']);
    for (const interval of [...change.taken, ...change.freed]) {
      expect(interval).toEqual([expect.stringMatching(ISO_INSTANT), expect.stringMatching(ISO_INSTANT)]);
    }
  }
}
