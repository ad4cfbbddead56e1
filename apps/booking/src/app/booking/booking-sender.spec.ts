import { TestBed } from '@angular/core/testing';
import type { CreateBookingRequest, ErrorCode } from '@expertbook/contracts';
import type { PendingRequest } from '../data/fetch.fixture';
import { FakeNetwork } from '../data/fetch.fixture';
import type { SendResult } from './booking-sender';
import { BookingSender } from './booking-sender';

const body: Omit<CreateBookingRequest, 'holdToken'> = {
  eventTypeId: 'event-type-1',
  start: '2027-01-04T09:00:00.000Z',
  duration: 30,
  attendee: { name: 'Grace', email: 'grace@example.com', timeZone: 'UTC' },
};

describe('booking sender', () => {
  let sender: BookingSender;
  let http: FakeNetwork;

  const keyOf = (request: PendingRequest) => request.headers.get('Idempotency-Key');
  const next = () => http.expectOne('/api/v1/bookings');
  const refuse = async (code: ErrorCode, status = 409) => {
    const sent = next();
    sent.respond({ type: 'about:blank', title: '', status, detail: 'No.', instance: '', code }, { status });
    await jest.advanceTimersByTimeAsync(5_000);
    return sent;
  };
  const fail = async () => {
    const sent = next();
    sent.fail();
    await jest.advanceTimersByTimeAsync(5_000);
    return sent;
  };

  beforeEach(() => {
    sessionStorage.clear();
    jest.useFakeTimers();
    sender = TestBed.inject(BookingSender);
    http = new FakeNetwork();
  });

  afterEach(() => {
    http.expectNone();
    http.restore();
    jest.useRealTimers();
  });

  it('books with the hold and a key', async () => {
    const result = sender.book(body, () => 'token');
    const sent = next();
    expect(sent.body).toEqual({ ...body, holdToken: 'token' });
    expect(keyOf(sent)).toMatch(/^[0-9a-f]{32}$/);
    sent.respond({ uid: 'abc' }, { status: 201 });
    expect(await result).toMatchObject({ ok: true, booking: { uid: 'abc' } });
  });

  it('sends one request for a double click', async () => {
    const both = [sender.book(body, () => undefined), sender.book(body, () => undefined)];
    next().respond({ uid: 'abc' });
    expect(await Promise.all(both)).toEqual(Array(2).fill({ ok: true, booking: { uid: 'abc' } }));
  });

  it('repeats exactly the same request when the network fails, so that it books once', async () => {
    const result = sender.book(body, () => 'token');
    const first = await fail();
    const second = await fail();
    expect(keyOf(second)).toBe(keyOf(first));
    expect(second.body).toEqual(first.body);
    next().respond({ uid: 'abc' });
    expect((await result).ok).toBe(true);
  });

  /** A gateway between page and API: its body is not a problem of the API. */
  const gateway = async (status: number) => {
    const sent = next();
    sent.respond('<html>Bad gateway</html>', { status });
    await jest.advanceTimersByTimeAsync(5_000);
    return sent;
  };
  /** Lets every request fail until the page gives up. */
  const answerNothing = async (result: Promise<SendResult>) => {
    let isOver = false;
    void result.then(() => (isOver = true));
    const first = await fail();
    while (!isOver) await fail();
    return first;
  };

  it.each([502, 503, 504, 500])(
    'repeats exactly the same request after a %s of a gateway',
    async (status) => {
      const result = sender.book(body, () => 'token');
      const first = await gateway(status);
      const second = await gateway(status);
      expect([keyOf(second), second.body]).toEqual([keyOf(first), first.body]);
      next().respond({ uid: 'abc' });
      expect(await result).toMatchObject({ ok: true, booking: { uid: 'abc' } });
    },
  );

  it('keeps the request through a reload after a network failure, even with a new hold', async () => {
    const result = sender.book(body, () => 'old');
    const first = await answerNothing(result);
    expect(await result).toMatchObject({ ok: false, problem: { status: 0 } });
    const again = sender.book(body, () => 'new');
    const sent = next();
    expect(keyOf(sent)).toBe(keyOf(first));
    expect(sent.body).toEqual(first.body);
    sent.respond({ uid: 'abc' });
    expect((await again).ok).toBe(true);
  });

  it('recognizes its own booking when the form was changed after a lost response', async () => {
    const result = sender.book(body, () => undefined);
    const first = await answerNothing(result);
    await result;
    const changed = sender.book({ ...body, notes: 'More' }, () => undefined);
    expect(keyOf(await refuse('slot_taken'))).not.toBe(keyOf(first));
    const asked = next();
    expect(keyOf(asked)).toBe(keyOf(first));
    asked.respond({ uid: 'abc' });
    expect(await changed).toMatchObject({ ok: true, booking: { uid: 'abc' } });
  });

  it('reports a conflict when another client booked the time', async () => {
    const result = sender.book(body, () => undefined);
    await answerNothing(result);
    await result;
    const changed = sender.book({ ...body, notes: 'More' }, () => undefined);
    await refuse('slot_taken');
    await refuse('slot_taken');
    expect(await changed).toMatchObject({ ok: false, problem: { code: 'slot_taken' } });
  });

  it('settles the request for the first time before it books another', async () => {
    const result = sender.book(body, () => 'token');
    const first = await answerNothing(result);
    await result;
    const other = sender.book({ ...body, start: '2027-01-04T10:00:00.000Z' }, () => 'next');
    const asked = next();
    expect(keyOf(asked)).toBe(keyOf(first));
    asked.respond({ uid: 'abc' });
    expect(await other).toMatchObject({ ok: true, booking: { uid: 'abc' } });
  });

  it('resumes only what was sent before a reload, for the same time', async () => {
    const result = sender.book(body, () => 'token');
    const first = await answerNothing(result);
    await result;
    expect(sender.resumeBooking(body.eventTypeId, body.start)).toBeNull();
    const origin = performance.timeOrigin;
    Object.defineProperty(performance, 'timeOrigin', { value: Date.now(), configurable: true });
    expect(sender.resumeBooking(body.eventTypeId, '2027-01-04T10:00:00.000Z')).toBeNull();
    const resumed = sender.resumeBooking(body.eventTypeId, body.start);
    const asked = next();
    expect([keyOf(asked), asked.body]).toEqual([keyOf(first), first.body]);
    asked.respond({ uid: 'abc' });
    expect(await resumed).toMatchObject({ ok: true });
    Object.defineProperty(performance, 'timeOrigin', { value: origin, configurable: true });
  });

  it('waits while the first request is still in progress', async () => {
    const result = sender.book(body, () => undefined);
    const first = await refuse('idempotency_in_progress');
    const sent = next();
    expect(keyOf(sent)).toBe(keyOf(first));
    sent.respond({ uid: 'abc' });
    expect((await result).ok).toBe(true);
  });

  it('retries without the hold when it has ended', async () => {
    const result = sender.book(body, () => 'ended');
    const first = await refuse('hold_expired');
    const sent = next();
    expect(sent.body).toEqual(body);
    expect(keyOf(sent)).not.toBe(keyOf(first));
    sent.respond({ uid: 'abc' });
    expect((await result).ok).toBe(true);
  });

  it.each<ErrorCode>(['slot_taken', 'validation_failed'])(
    'returns %s at once, and the next attempt is a new request',
    async (code) => {
      const result = sender.book(body, () => undefined);
      const first = await refuse(code);
      expect(await result).toMatchObject({ ok: false, problem: { code } });
      const again = sender.book(body, () => undefined);
      const sent = next();
      expect(keyOf(sent)).not.toBe(keyOf(first));
      sent.respond({ uid: 'abc' });
      await again;
    },
  );

  it('returns "slow down" at once and keeps the key: an earlier attempt may have succeeded', async () => {
    const result = sender.book(body, () => undefined);
    const first = await refuse('rate_limited', 429);
    expect(await result).toMatchObject({ ok: false, problem: { code: 'rate_limited' } });
    const again = sender.book(body, () => undefined);
    const sent = next();
    expect(keyOf(sent)).toBe(keyOf(first));
    sent.respond({ uid: 'abc' });
    await again;
  });

  it('uses another key when any value of the form has changed', async () => {
    const result = sender.book(body, () => undefined);
    const first = await answerNothing(result);
    await result;
    const changed = sender.book({ ...body, notes: 'More' }, () => undefined);
    const sent = next();
    expect(keyOf(sent)).not.toBe(keyOf(first));
    sent.respond({ uid: 'abc' });
    await changed;
  });
});
