import type { Booking, CreatedBooking } from '@expertbook/contracts';
import { CalendarTickets } from '../src/app/bookings/calendar-tickets';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

const HOUR_MS = 3_600_000;

describe('secrets in addresses', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  let booked: CreatedBooking;
  let other: CreatedBooking;
  beforeAll(async () => {
    api = await startApi();
    expert = await publishExpert(api.url);
    const [first = '', second = ''] = await expert.starts();
    booked = (await expert.book(first)).body;
    other = (await expert.book(second)).body;
  });
  afterAll(() => api.close());

  const manage = () => ({ 'X-Manage-Token': booked.manageToken });
  const path = () => `/bookings/${booked.uid}`;
  const linkOf = async () =>
    (await api.call<Booking>('GET', path(), { headers: manage() })).body.links.calendar.ics;
  /** Like a browser that navigates, from this test's server. */
  const open = (link: string) => fetch(`${api.url}${new URL(link).pathname}${new URL(link).search}`);

  it('do not work for a manage token, which belongs in its header', async () => {
    const routes: [string, string][] = [
      ['GET', ''],
      ['GET', '/calendar.ics'],
      ['GET', '/slots'],
      ['POST', '/cancel'],
      ['POST', '/reschedule'],
    ];
    const day = { start: '2027-01-04', end: '2027-01-05', timeZone: 'UTC' };
    for (const [method, what] of routes) {
      const query = new URLSearchParams({ token: booked.manageToken, ...(what === '/slots' && day) });
      const start = new Date(Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + 99 * HOUR_MS).toISOString();
      const body = what === '/cancel' ? {} : { start };
      const answer = await api.call(method, `${path()}${what}?${String(query)}`, {
        ...(method === 'POST' && { body }),
      });
      expect([what, answer.status, problemOf(answer).code]).toEqual([what, 401, 'unauthenticated']);
      expect(problemOf(answer).detail).toContain('X-Manage-Token');
    }
    expect((await api.call<Booking>('GET', path(), { headers: manage() })).body.status).toBe('confirmed');
  });

  it('open only the calendar file, for an hour, without the token', async () => {
    const link = await linkOf();
    expect(link).not.toContain(booked.manageToken);
    const file = await open(link);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(file.headers.get('cache-control')).toContain('no-store');
    expect(await file.text()).toContain('BEGIN:VEVENT');

    const { search } = new URL(link);
    expect((await api.call('GET', `${path()}${search}`)).status).toBe(404);
    expect((await api.call('POST', `${path()}/cancel${search}`, { body: {} })).status).toBe(404);
    expect((await open(link.replace(booked.uid, other.uid))).status).toBe(404);
    expect(
      (await open(link.replace(/ticket=\d+/, `ticket=${Math.floor(Date.now() / 1000) + 7200}`))).status,
    ).toBe(404);
    for (const ticket of ['', 'x', '1.1', `${'9'.repeat(11)}.${'A'.repeat(43)}`, 'a&ticket=b']) {
      expect((await api.call('GET', `${path()}/calendar.ics?ticket=${ticket}`)).status).toBe(404);
    }
    const tickets = api.app.get(CalendarTickets, { strict: false });
    const [past, late] = [Date.now() - HOUR_MS - 1000, Date.now() - HOUR_MS + 60_000];
    const withTicket = (ticket: string) => api.call('GET', `${path()}/calendar.ics?ticket=${ticket}`);
    expect((await withTicket(tickets.issue(booked.uid, past))).status).toBe(404);
    expect((await withTicket(tickets.issue(booked.uid, late))).status).toBe(200);
  });

  it('are in no response to the expert, who has a session', async () => {
    const seen = await expert.asExpert<Booking>('GET', path());
    expect(seen.status).toBe(200);
    expect(JSON.stringify(seen.body)).not.toContain('ticket=');
    expect((await expert.asExpert<string>('GET', `${path()}/calendar.ics`)).status).toBe(200);
  });
});
