import { randomBytes } from 'node:crypto';
import type { CreatedBooking, Problem } from '@expertbook/contracts';
import type { Connection } from 'mongoose';
import { Types } from 'mongoose';
import { EVENT_NAMES } from '../src/app/observability/event-names';
import type { ApiProcess } from './api-process';
import { spawnApi } from './api-process';
import type { CallOptions } from './harness';
import { call, freshMongoUri } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { dropDatabase, openDatabase } from './raw-database';
import { until } from './until';

interface Line {
  level: number;
  event?: string;
  requestId?: string;
  method?: string;
  route?: string;
  status?: unknown;
  ms?: unknown;
  accountId?: string;
  code?: string;
  cause?: { type: string };
}

const ERROR = 50;

describe('the log of an API process', () => {
  let api: ApiProcess;
  let connection: Connection;
  let expert: PublishedExpert;

  beforeAll(async () => {
    const mongoUri = freshMongoUri();
    connection = await openDatabase(mongoUri);
    api = await spawnApi({
      MONGO_URI: mongoUri,
      LOG_LEVEL: 'debug',
      TRANSACTION_DEADLINE_MS: '400',
      RATE_LIMIT_SIGN_IN: '30',
    });
    expert = await publishExpert(api.url);
  });
  afterAll(async () => {
    await api.stop();
    await dropDatabase(connection);
  });

  const lines = () => api.log().map((line) => JSON.parse(line) as Line);
  const ask = <T>(method: string, path: string, options?: CallOptions) =>
    call<T>(api.url, method, path, options);
  /** The line of the request with these response headers. */
  const lineOf = ({ headers }: { headers: Headers }) =>
    until('its line', () => lines().find(({ requestId }) => requestId === headers.get('x-request-id')));

  it('has one line per request: route, real status, account and code', async () => {
    const me = await expert.asExpert('GET', '/auth/me');
    expect(await lineOf(me)).toMatchObject({
      event: 'http.request',
      method: 'GET',
      route: '/api/v1/auth/me',
      status: 200,
      ms: expect.any(Number),
      accountId: expert.me.id,
    });
    const refused = await ask<Problem>('POST', '/auth/login', {
      body: { email: 'nobody@example.com', password: 'not the right one' },
    });
    expect(await lineOf(refused)).toMatchObject({
      event: 'auth.sign_in_failed',
      status: 401,
      code: 'invalid_credentials',
      network: '127.0.0.0/24',
    });
    const foreign = await ask('GET', '/schedules', { accessToken: 'forged' });
    expect(await lineOf(foreign)).toMatchObject({ event: 'auth.refused', status: 401 });
  });

  it('has one error line for a 503, with its cause', async () => {
    const [start = ''] = await expert.starts();
    const session = await connection.startSession();
    session.startTransaction();
    // Locks the calendar for longer than a booking may take.
    const calendar = { _id: new Types.ObjectId(expert.me.expert?.id) };
    await connection.collection('calendars').updateOne(calendar, { $inc: { revision: 1 } }, { session });
    const busy = await expert.book(start);
    await session.abortTransaction();
    await session.endSession();
    expect(busy.status).toBe(503);
    const line = await lineOf(busy);
    expect(line).toMatchObject({ event: 'http.failed', status: 503, code: 'busy_try_again', level: ERROR });
    expect(lines().filter(({ level }) => level >= ERROR)).toEqual([line]);
  });

  it('contains no personal data and no secret, and a status for every request', async () => {
    const word = () => `s3cret${randomBytes(6).toString('hex')}`;
    const name = word();
    const email = `${word()}@example.com`;
    const password = word();
    const registered = await ask<{ accessToken: string }>('POST', '/auth/register', {
      body: { name, email, password },
    });
    expect(registered.status).toBe(201);
    const { accessToken } = registered.body;
    const cookie = registered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const refreshed = await ask('POST', '/auth/refresh', { headers: { cookie } });
    expect(refreshed.status).toBe(200);
    await ask('POST', '/auth/password-reset', { body: { email } });
    await ask('POST', '/auth/login', { body: { email, password: word() } });
    await ask('POST', '/auth/login', { body: { email, password } });

    const attendee = { name: word(), email: `${word()}@example.com`, timeZone: 'Europe/Berlin' };
    const notes = word();
    const [first = '', second = ''] = await expert.starts();
    const hold = await ask<{ token: string }>('POST', '/holds', {
      body: { eventTypeId: expert.eventType.id, start: first },
    });
    expect(hold.status).toBe(201);
    await ask('DELETE', `/holds/${hold.body.token}`);
    const booked = await expert.book(first, { with: { attendee, notes } });
    expect(booked.status).toBe(201);
    const taken = await expert.book(first, { with: { attendee, notes } });
    expect(taken.status).toBe(409);
    const { uid, manageToken } = booked.body;
    await ask<CreatedBooking>('GET', `/bookings/${uid}?token=${manageToken}`);
    await ask('POST', `/bookings/${uid}/cancel`, {
      headers: { 'X-Manage-Token': manageToken },
      body: { reason: notes },
    });
    await ask('POST', '/bookings', {
      body: { eventTypeId: notes, start: second, attendee, [word()]: notes },
    });
    await fetch(`${api.url}/api/v1/bookings`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: `{"attendee": ${email}`,
    });
    await ask('GET', `/experts/${name}/event-types/${email}`);
    const last = await ask('GET', `/${notes}/${attendee.email}?${password}`, { accessToken });
    await lineOf(last);

    const [, , host] = /^(https?):\/\/([^:]+)/.exec(api.url) ?? [];
    const secrets = [name, email, password, accessToken, cookie.split('=')[1] ?? '', hold.body.token];
    const text = api.log().join('\n');
    for (const secret of [...secrets, manageToken, uid, attendee.name, attendee.email, notes, host ?? ''])
      expect({ secret, inLog: text.includes(secret) }).toEqual({ secret, inLog: false });
    const requests = lines().filter(({ route }) => route !== undefined);
    expect(requests.length).toBeGreaterThan(20);
    expect(requests.filter(({ status }) => typeof status !== 'number')).toEqual([]);
    expect(requests.filter(({ requestId }) => !requestId)).toEqual([]);
    const events = new Set(lines().flatMap(({ event }) => event ?? []));
    for (const event of ['auth.registered', 'auth.sign_in', 'auth.sign_in_failed', 'booking.refused'])
      expect(events).toContain(event);
    expect([...events].filter((event) => !(EVENT_NAMES as readonly string[]).includes(event))).toEqual([]);
  });

  it('has the name of the exceeded limit', async () => {
    const body = { email: `${randomBytes(4).toString('hex')}@example.com`, password: 'not the right one' };
    const limited = await until('one is refused', async () => {
      const answer = await ask('POST', '/auth/login', { body });
      return answer.status === 429 ? answer : null;
    });
    expect(await lineOf(limited)).toMatchObject({
      event: 'limit.blocked',
      status: 429,
      code: 'rate_limited',
    });
  });
});
