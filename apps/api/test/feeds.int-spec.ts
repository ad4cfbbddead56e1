import type { CalendarFeed, ClientFeed, CreatedBooking, CreatedCalendarFeed } from '@expertbook/contracts';
import { Types } from 'mongoose';
import type { ReadComponent } from '../src/app/calendar-file/read-calendar.fixture';
import { readCalendar } from '../src/app/calendar-file/read-calendar.fixture';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { leavesOf } from './read-mime';
import type { SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

const GRACE = { name: 'Grace Hopper', email: 'Grace@Example.com', timeZone: 'UTC' };

describe('calendar feeds', () => {
  let api: TestApi;
  let smtp: SmtpCatcher;
  let ada: PublishedExpert;
  let free: string[];
  beforeAll(async () => {
    smtp = await startSmtp();
    api = await startApi({ SMTP_URL: smtp.url });
  });
  afterAll(async () => {
    await api.close();
    await smtp.close();
  });
  beforeEach(async () => {
    ada = await publishExpert(api.url);
    free = await ada.starts();
  });

  const next = () => free.splice(0, 2)[0] ?? '';
  const book = async (attendee: object = GRACE, expert = ada) => {
    const answer = await expert.book(next(), { with: { attendee } });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const change = (verb: string, { uid, manageToken }: CreatedBooking, body: object = {}) =>
    api.call<CreatedBooking>('POST', `/bookings/${uid}/${verb}`, {
      body,
      headers: { 'x-manage-token': manageToken },
    });
  const create = async (details: 'full' | 'busy') =>
    (await ada.asExpert<CreatedCalendarFeed>('POST', '/feeds', { details, note: 'Family' })).body;
  const ofClient = async ({ uid }: CreatedBooking, token: string) =>
    (await api.call<ClientFeed>('POST', `/bookings/${uid}/feed`, { headers: { 'x-manage-token': token } }))
      .body;
  const fetchFeed = (url: string, headers: Record<string, string> = {}) =>
    fetch(`${api.url}${new URL(url).pathname}`, { headers });
  const read = async (url: string) => {
    const response = await fetchFeed(url);
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${response.status} ${text}`);
    return { text, events: eventsOf(readCalendar(text)) };
  };
  /** The token of the newest mail to Grace about a booking. */
  const mailedToken = ({ uid }: CreatedBooking) =>
    until('the mail', () => {
      const texts = smtp.caught
        .filter(({ to }) => to.some((one) => one.toLowerCase() === GRACE.email.toLowerCase()))
        .map(({ mail }) => leavesOf(mail).find(({ type }) => type === 'text/plain')?.body ?? '');
      return new RegExp(`/${uid}#token=([\\w-]+)`).exec(texts.join('\n'))?.[1];
    });

  it('of an expert have all coming bookings and blocks, and follow every change', async () => {
    const [first, second] = [await book(), await book({ ...GRACE, name: 'Bob', email: 'bob@example.com' })];
    const block = { start: next(), end: next(), title: 'Dentist' };
    await ada.asExpert('POST', '/blocks', block);
    const feed = await create('full');
    expect(feed.webcal).toBe(feed.url.replace(/^https?/, 'webcal'));
    const before = await read(feed.url);
    expect(before.text).toContain('X-WR-CALNAME:Bookings of Ada Lovelace');
    expect(before.events.map(({ summary, start }) => [summary, start])).toEqual([
      ['Intro call: Ada Lovelace and Grace Hopper', first.start],
      ['Intro call: Ada Lovelace and Bob', second.start],
      ['Dentist', block.start],
    ]);
    expect(before.text).not.toMatch(/ATTENDEE|ORGANIZER|VALARM|METHOD/);
    const moved = (await change('reschedule', first, { start: next() })).body;
    await change('cancel', second);
    const after = await read(feed.url);
    expect(after.events.map(({ start }) => start)).toEqual([block.start, moved.start]);
    // The same entry as before, and a newer version of it.
    const [was, is] = [before.events[0], after.events[1]];
    expect(is?.uid).toBe(was?.uid);
    expect(Number(is?.sequence)).toBeGreaterThan(Number(was?.sequence));
  });

  it('have one event for a group session', async () => {
    const group = await ada.addEventType({ seats: 3, title: 'Workshop' });
    const start = next();
    for (const name of ['Grace', 'Bob'])
      expect((await ada.book(start, { eventType: group, name })).status).toBe(201);
    const { events } = await read((await create('full')).url);
    expect(events.map(({ summary }) => summary)).toEqual(['Workshop (2/3)']);
    expect(events[0]?.description).toMatch(/Grace\nBob$/);
  });

  it('that only show busy time contain nothing about clients', async () => {
    const booking = await book();
    await ada.asExpert('POST', '/blocks', { start: next(), end: next(), title: 'Dentist' });
    const { text, events } = await read((await create('busy')).url);
    expect(events.map(({ summary }) => summary)).toEqual(['Busy', 'Busy']);
    expect(events[0]?.start).toBe(booking.start);
    expect(text).not.toMatch(/grace|hopper|intro|dentist|example\.com|http/i);
    expect(text).not.toContain(booking.uid);
  });

  it('answer an unchanged file with 304, and say when they were last read', async () => {
    await book();
    const feed = await create('full');
    expect(feed.lastReadAt).toBeNull();
    const response = await fetchFeed(feed.url);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    const tag = response.headers.get('etag') ?? '';
    expect(tag).toMatch(/^".+"$/);
    const again = await fetchFeed(feed.url, { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await book();
    expect((await fetchFeed(feed.url, { 'if-none-match': tag })).status).toBe(200);
    const [listed] = (await ada.asExpert<CalendarFeed[]>('GET', '/feeds')).body;
    expect(listed).toMatchObject({ id: feed.id, note: 'Family', details: 'full' });
    expect(listed?.lastReadAt).not.toBeNull();
    expect(JSON.stringify(listed)).not.toContain('ics');
  });

  it('are gone once they are revoked, and cannot be revoked by others', async () => {
    const feed = await create('full');
    const other = await publishExpert(api.url);
    expect((await other.asExpert('DELETE', `/feeds/${feed.id}`)).status).toBe(404);
    expect((await fetchFeed(feed.url)).status).toBe(200);
    expect((await ada.asExpert('DELETE', `/feeds/${feed.id}`)).status).toBe(204);
    const bodies = await Promise.all(
      [feed.url, feed.url.replace(/[^/]+$/, 'unknown.ics')].map(async (url) => {
        const {
          status,
          requestId: _id,
          instance: _path,
          ...rest
        } = (await (await fetchFeed(url)).json()) as Record<string, unknown>;
        return { status, ...rest };
      }),
    );
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('are at most twenty an expert, also of requests at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 24 }, () => ada.asExpert('POST', '/feeds', { details: 'busy' })),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    for (const answer of refused) expect(problemOf(answer).code).toBe('feed_limit');
    const { body } = await ada.asExpert<CalendarFeed[]>('GET', '/feeds');
    expect(body.length).toBe(24 - refused.length);
    expect(body.length).toBeLessThanOrEqual(20);
  });

  it('of a client have one booking by a link that may have been passed on, and follow it', async () => {
    const booking = await book();
    await book();
    const { scope, url } = await ofClient(booking, booking.manageToken);
    expect(scope).toBe('booking');
    expect((await read(url)).events.map(({ start }) => start)).toEqual([booking.start]);
    const moved = (await change('reschedule', booking, { start: next() })).body;
    expect((await read(url)).events.map(({ start }) => start)).toEqual([moved.start]);
    const { url: newer } = await ofClient(moved, moved.manageToken);
    expect((await fetchFeed(url)).status).toBe(404);
    expect((await read(newer)).events).toHaveLength(1);
    await api.call('DELETE', `/bookings/${moved.uid}/feed`, {
      headers: { 'x-manage-token': moved.manageToken },
    });
    expect((await fetchFeed(newer)).status).toBe(404);
  });

  it('of a client have all their bookings with the expert by the link of a mail, and nobody else’s', async () => {
    const [first, second] = [await book(), await book({ ...GRACE, email: 'grace@example.com' })];
    await book({ ...GRACE, name: 'Bob', email: 'bob@example.com' });
    await book({ ...GRACE, name: 'Gracia', email: 'grace@example.com.example.com' });
    const other = await publishExpert(api.url);
    await book(GRACE, other);
    const { scope, url } = await ofClient(first, await mailedToken(first));
    expect(scope).toBe('all');
    const { text, events } = await read(url);
    expect(text).toContain('X-WR-CALNAME:Bookings with Ada Lovelace');
    expect(events.map(({ start }) => start)).toEqual([first.start, second.start]);
    // The expert erases the client: the feed has nobody any more.
    expect((await ada.asExpert('POST', `/bookings/${first.uid}/erase-client`)).status).toBe(200);
    await until('the end of the feed', async () => (await fetchFeed(url)).status === 404);
  });

  it('of a client are made with a manage token only', async () => {
    const booking = await book();
    expect((await ada.asExpert('POST', `/bookings/${booking.uid}/feed`)).status).toBe(404);
    expect((await api.call('POST', `/bookings/${booking.uid}/feed`)).status).toBe(404);
    const { url } = await ofClient(booking, booking.manageToken);
    const stored = await api.connection
      .collection('calendar_feeds')
      .findOne({ expertId: new Types.ObjectId(ada.me.expert?.id) });
    expect(JSON.stringify(stored)).not.toMatch(/grace|@/i);
    expect(JSON.stringify(stored)).not.toContain(url.split('/').at(-1)?.replace('.ics', ''));
  });
});

function eventsOf(calendar: ReadComponent) {
  return calendar.components.map(({ properties }) => {
    const of = (name: string) => properties.find((property) => property.name === name)?.value;
    return {
      uid: of('uid'),
      summary: of('summary'),
      description: of('description'),
      sequence: of('sequence'),
      start: new Date(of('dtstart') ?? '').toISOString().replace('.000Z', '+00:00'),
    };
  });
}
