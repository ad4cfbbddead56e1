import { mongo } from 'mongoose';
import { causeForLog } from '../observability/cause-for-log';
import { EVENT_NAMES } from '../observability/event-names';
import { DomainError } from './domain-error';
import { eventOf, requestIds } from './logging';

describe('the event of a request in the log', () => {
  it.each([
    ['/api/v1/auth/login', 401, 'invalid_credentials', 'auth.sign_in_failed'],
    ['/api/v1/schedules', 401, 'unauthenticated', 'auth.refused'],
    ['/api/v1/experts/me', 403, 'not_expert', 'access.refused'],
    ['/api/v1/auth/login', 429, 'rate_limited', 'limit.blocked'],
    ['/api/v1/holds', 429, 'hold_limit', 'limit.blocked'],
    ['/api/v1/bookings', 409, 'slot_taken', 'booking.refused'],
    ['/api/v1/bookings/:uid/reschedule', 422, 'outside_hours', 'booking.refused'],
    ['/api/v1/schedules/:id', 409, 'schedule_in_use', 'http.request'],
    ['/api/v1/bookings', 503, 'busy_try_again', 'http.failed'],
  ] as const)('%s %i %s -> %s', (route, status, code, event) => {
    expect(eventOf(route, status, new DomainError(code))).toBe(event);
  });

  it('is http.request after a success', () => {
    expect(eventOf('/api/v1/bookings', 201)).toBe('http.request');
  });
});

describe('the names of events', () => {
  it('are unique and have the same form', () => {
    expect(new Set(EVENT_NAMES).size).toBe(EVENT_NAMES.length);
    for (const name of EVENT_NAMES) expect(name).toMatch(/^[a-z]+\.[a-z_]+$/);
  });
});

describe('request ids', () => {
  it('differ within a process and between two processes', () => {
    const [one, other] = [requestIds(), requestIds()];
    const ids = [one(), one(), other(), other()];
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{12}-[0-9a-z]+$/);
  });
});

describe('causeForLog', () => {
  it('keeps message and location of a program error, but no message that may contain user input', () => {
    const typed = new TypeError("Cannot read properties of undefined (reading 'x')");
    expect(causeForLog(typed)).toMatchObject({ type: 'TypeError', message: typed.message });
    expect(causeForLog(typed).stack?.[0]).toMatch(/^at /);

    const duplicate = new mongo.MongoServerError({
      message: 'E11000 duplicate key error dup key: { emailKey: "ada@example.com" }',
      code: 11_000,
      codeName: 'DuplicateKey',
    });
    const logged = causeForLog(duplicate);
    expect(logged).toMatchObject({ type: 'MongoServerError', code: 'DuplicateKey' });
    expect(JSON.stringify(logged)).not.toContain('ada@');

    const parsed = causeForLog(new SyntaxError('Unexpected token in "ada@example.com"'));
    expect(JSON.stringify(parsed)).not.toContain('ada@');
  });

  it('keeps what the driver reports about a lost database', () => {
    const lost = new mongo.MongoNetworkError('read ECONNRESET');
    expect(causeForLog(lost)).toMatchObject({ type: 'MongoNetworkError', message: 'read ECONNRESET' });
  });

  it('accepts any thrown value', () => {
    expect(causeForLog('ada@example.com')).toEqual({ type: 'string' });
  });
});
