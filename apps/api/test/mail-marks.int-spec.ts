import type { CreatedBooking } from '@expertbook/contracts';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { leavesOf } from './read-mime';
import type { SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

const ICON = 'https://book.example.org/images/event-icons/coffee.png';

describe('the mark of an event type in mails', () => {
  let smtp: SmtpCatcher;
  let api: TestApi;
  let expert: PublishedExpert;
  let starts: string[];
  beforeAll(async () => {
    smtp = await startSmtp();
    api = await startApi({ SMTP_URL: smtp.url, PUBLIC_URL: 'https://book.example.org' });
  });
  beforeEach(async () => {
    const mark = { color: '#c2410c', icon: 'coffee' };
    expert = await publishExpert(api.url, { ...mark, requiresConfirmation: true });
    starts = await expert.starts();
    smtp.caught.length = 0;
  });
  afterAll(async () => {
    await api.close();
    await smtp.close();
  });

  /** How many mails since the last call have the mark, once this many have arrived. */
  async function marked(count: number): Promise<[mails: number, marked: number]> {
    const waiting = () =>
      api.connection.collection('outbox').countDocuments({ state: 'waiting', topic: 'mail.booking' });
    await until(`${count} mails`, async () => smtp.caught.length >= count && (await waiting()) === 0);
    const pages = smtp.caught
      .splice(0)
      .map(({ mail }) => leavesOf(mail).find(({ type }) => type === 'text/html')?.body ?? '');
    return [pages.length, pages.filter((html) => html.includes(ICON)).length];
  }
  const mustBook = async (i: number): Promise<CreatedBooking> => {
    const { status, body } = await expert.book(starts[i] ?? '');
    expect(status).toBe(201);
    return body;
  };
  const asExpert = async (path: string, body: unknown = {}) => {
    expect((await expert.asExpert('POST', path, body)).status).toBeLessThan(300);
  };

  it('is in each of them, from the request to its end', async () => {
    const { uid, manageToken } = await mustBook(0);
    expect(await marked(2)).toEqual([2, 2]);
    await asExpert(`/bookings/${uid}/confirm`);
    expect(await marked(2)).toEqual([2, 2]);
    const headers = { 'X-Manage-Token': manageToken };
    const moved = await api.call<CreatedBooking>('POST', `/bookings/${uid}/reschedule`, {
      headers,
      body: { start: starts[2] },
    });
    expect(moved.status).toBe(201);
    expect(await marked(2)).toEqual([2, 2]);
    await asExpert(`/bookings/${moved.body.uid}/cancel`);
    expect(await marked(2)).toEqual([2, 2]);
  });

  it('is there when a whole day is cancelled, in its current form', async () => {
    await mustBook(0);
    await marked(2);
    await asExpert('/bookings/cancel-day', { date: starts[0]?.slice(0, 10) });
    expect(await marked(2)).toEqual([2, 2]);
    await mustBook(1);
    await marked(2);
    const path = `/event-types/${expert.eventType.id}`;
    expect((await expert.asExpert('PATCH', path, { color: null, icon: null })).status).toBe(200);
    await asExpert('/bookings/cancel-day', { date: starts[1]?.slice(0, 10) });
    expect(await marked(2)).toEqual([2, 0]);
  });
});
