import { TestBed } from '@angular/core/testing';
import type { CreateBookingRequest, ErrorCode } from '@expertbook/contracts';
import type { WaitingRequest } from '../data/fetch.fixture';
import { FakeNetwork } from '../data/fetch.fixture';
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

  const keyOf = (request: WaitingRequest) => request.headers.get('Idempotency-Key');
  const next = () => http.expectOne('/api/v1/bookings');
  const refuse = async (code: ErrorCode, status = 409) => {
    const sent = next();
    sent.answer({ type: 'about:blank', title: '', status, detail: 'No.', instance: '', code }, { status });
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
    sent.answer({ uid: 'abc' }, { status: 201 });
    expect(await result).toMatchObject({ ok: true, booking: { uid: 'abc' } });
  });

  it('makes one request of a double click', async () => {
    const both = [sender.book(body, () => undefined), sender.book(body, () => undefined)];
    next().answer({ uid: 'abc' });
    expect(await Promise.all(both)).toEqual(Array(2).fill({ ok: true, booking: { uid: 'abc' } }));
  });

  it('sends the very same request again when the network fails, so that it books once', async () => {
    const result = sender.book(body, () => 'token');
    const first = await fail();
    const second = await fail();
    expect(keyOf(second)).toBe(keyOf(first));
    expect(second.body).toEqual(first.body);
    next().answer({ uid: 'abc' });
    expect((await result).ok).toBe(true);
  });

  it('keeps the request through a reload after a failed network, even with a new hold', async () => {
    const result = sender.book(body, () => 'old');
    const first = await fail();
    await fail();
    await fail();
    await fail();
    expect(await result).toMatchObject({ ok: false, problem: { status: 0 } });
    const again = sender.book(body, () => 'new');
    const sent = next();
    expect(keyOf(sent)).toBe(keyOf(first));
    expect(sent.body).toEqual(first.body);
    sent.answer({ uid: 'abc' });
    expect((await again).ok).toBe(true);
  });

  it('waits while the first answer is still being made', async () => {
    const result = sender.book(body, () => undefined);
    const first = await refuse('idempotency_in_progress');
    const sent = next();
    expect(keyOf(sent)).toBe(keyOf(first));
    sent.answer({ uid: 'abc' });
    expect((await result).ok).toBe(true);
  });

  it('tries without the hold when it has ended', async () => {
    const result = sender.book(body, () => 'ended');
    const first = await refuse('hold_expired');
    const sent = next();
    expect(sent.body).toEqual(body);
    expect(keyOf(sent)).not.toBe(keyOf(first));
    sent.answer({ uid: 'abc' });
    expect((await result).ok).toBe(true);
  });

  it.each<ErrorCode>(['slot_taken', 'validation_failed', 'rate_limited'])(
    'gives %s back at once, and the next try is a new request',
    async (code) => {
      const result = sender.book(body, () => undefined);
      const first = await refuse(code, code === 'rate_limited' ? 429 : 409);
      expect(await result).toMatchObject({ ok: false, problem: { code } });
      const again = sender.book(body, () => undefined);
      const sent = next();
      expect(keyOf(sent)).not.toBe(keyOf(first));
      sent.answer({ uid: 'abc' });
      await again;
    },
  );

  it('uses another key when anything in the form has changed', async () => {
    const result = sender.book(body, () => undefined);
    const first = await fail();
    for (let retry = 0; retry < 3; retry++) await fail();
    await result;
    const changed = sender.book({ ...body, notes: 'More' }, () => undefined);
    const sent = next();
    expect(keyOf(sent)).not.toBe(keyOf(first));
    sent.answer({ uid: 'abc' });
    await changed;
  });
});
