import { TestBed } from '@angular/core/testing';
import { FakeNetwork } from '../data/fetch.fixture';
import { HoldKeeper } from './hold-keeper';

const START = '2027-01-04T09:00:00.000Z';
const request = { eventTypeId: 'event-type-1', start: START, duration: 30 };

describe('hold keeper', () => {
  let keeper: HoldKeeper;
  let http: FakeNetwork;
  let now: number;

  const released = () => http.kept.map(({ method, url }) => `${method} ${url.split('/').at(-1)}`);
  const settle = async () => {
    for (let turn = 0; turn < 12; turn++) await Promise.resolve();
  };
  /** The server's clock is an hour ahead: only the difference may count. */
  const answer = (token: string, seconds: number) => {
    const server = now + 3_600_000;
    return {
      body: {
        token,
        start: START,
        end: '2027-01-04T09:30:00.000Z',
        expiresAt: new Date(server + seconds * 1000).toISOString(),
      },
      headers: { date: new Date(server).toUTCString() },
    };
  };
  const grant = async (token: string, seconds: number, url = '/api/v1/holds') => {
    const { body, headers } = answer(token, seconds);
    http.expectOne(url).respond(body, { headers });
    await settle();
  };
  const refuse = async (code: string, status: number, url = '/api/v1/holds') => {
    const problem = { type: 'about:blank', title: '', status, detail: 'No.', instance: '', code };
    http.expectOne(url).respond(problem, { status });
    await settle();
  };
  const pass = (ms: number) => {
    now += ms;
    jest.advanceTimersByTime(ms);
  };

  beforeEach(() => {
    sessionStorage.clear();
    jest.useFakeTimers();
    now = Math.floor(Date.now() / 1000) * 1000;
    jest.setSystemTime(now);
    http = new FakeNetwork();
    TestBed.configureTestingModule({ providers: [HoldKeeper] });
    keeper = TestBed.inject(HoldKeeper);
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    http.restore();
    jest.useRealTimers();
  });

  it('counts a hold down by the server’s clock, not by a wrong local one', async () => {
    void keeper.claim(request);
    expect(keeper.state().kind).toBe('claiming');
    await grant('one', 300);
    expect(keeper.token()).toBe('one');
    expect(keeper.secondsLeft()).toBe(300);
    pass(61_000);
    expect(keeper.secondsLeft()).toBe(239);
  });

  it('ends a moment after its deadline, and then has no token', async () => {
    void keeper.claim(request);
    await grant('one', 10);
    pass(10_000);
    expect(keeper.secondsLeft()).toBe(0);
    expect(keeper.state().kind).toBe('held');
    pass(2_000);
    expect(keeper.state().kind).toBe('expired');
    expect(keeper.token()).toBeUndefined();
  });

  it('lets a booking wait until the time is held, up to a limit', async () => {
    const seen: (string | undefined)[] = [];
    const send = () => void keeper.answered().then(() => seen.push(keeper.token()));
    void keeper.claim(request);
    send();
    await settle();
    expect(seen).toEqual([]);
    await grant('one', 60);
    expect(seen).toEqual(['one']);
    void keeper.claim({ ...request, start: '2027-01-04T10:00:00.000Z' });
    send();
    await settle();
    expect(seen).toHaveLength(1);
    pass(4_000);
    await settle();
    expect(seen).toEqual(['one', undefined]);
  });

  it('releases the time when the form is left', async () => {
    void keeper.claim(request);
    await grant('one', 300);
    keeper.release();
    expect(released()).toEqual(['DELETE one']);
    expect(keeper.state().kind).toBe('none');
  });

  it('releases a hold that arrives after the form was left', async () => {
    void keeper.claim(request);
    keeper.release();
    await grant('late', 300);
    expect(released()).toEqual(['DELETE late']);
    expect(keeper.state().kind).toBe('none');
  });

  it('releases the former time when another one is chosen', async () => {
    void keeper.claim(request);
    await grant('one', 300);
    void keeper.claim({ ...request, start: '2027-01-04T10:00:00.000Z' });
    expect(released()).toEqual(['DELETE one']);
    await grant('two', 300);
    expect(keeper.token()).toBe('two');
  });

  it('releases nothing once it has been booked', async () => {
    void keeper.claim(request);
    await grant('one', 300);
    keeper.spent();
    TestBed.resetTestingModule();
    expect(released()).toEqual([]);
  });

  it('releases the time when the page is closed', async () => {
    void keeper.claim(request);
    await grant('one', 300);
    dispatchEvent(new Event('pagehide'));
    expect(released()).toEqual(['DELETE one']);
  });

  it.each(['slot_taken', 'slot_held', 'min_notice', 'outside_hours'])('is lost on %s', async (code) => {
    void keeper.claim(request);
    await refuse(code, 409);
    expect(keeper.state()).toMatchObject({ kind: 'lost', problem: { code } });
  });

  it.each([
    ['not_found', 404],
    ['hold_limit', 409],
    ['rate_limited', 429],
    ['internal_error', 500],
  ])('continues without a hold on %s', async (code, status) => {
    void keeper.claim(request);
    await refuse(code, status);
    expect(keeper.state().kind).toBe('unheld');
  });

  it('waits for its own release after a reload before it reports the time as lost', async () => {
    void keeper.claim(request);
    await grant('one', 300);
    dispatchEvent(new Event('pagehide'));
    void keeper.claim(request);
    await refuse('slot_held', 409);
    expect(keeper.state().kind).toBe('claiming');
    await jest.advanceTimersByTimeAsync(400);
    await grant('two', 300);
    expect(keeper.token()).toBe('two');
  });

  it('renews while the visitor types, only in the second half of its lifetime, and stops when the server extends no more', async () => {
    void keeper.claim(request);
    await grant('one', 300);
    void keeper.touch();
    http.expectNone();
    pass(160_000);
    void keeper.touch();
    void keeper.touch();
    await grant('one', 300, '/api/v1/holds/one/renew');
    expect(keeper.secondsLeft()).toBe(300);
    pass(200_000);
    void keeper.touch();
    await grant('one', 100, '/api/v1/holds/one/renew');
    expect(keeper.secondsLeft()).toBe(100);
    void keeper.touch();
    http.expectNone();
  });

  it('knows from a rejected renewal that the hold has ended', async () => {
    void keeper.claim(request);
    await grant('one', 300);
    pass(200_000);
    void keeper.touch();
    await refuse('hold_expired', 409, '/api/v1/holds/one/renew');
    expect(keeper.state().kind).toBe('expired');
  });
});
