import { readCalendar } from '../src/app/calendar-file/read-calendar.fixture';
import { bookingMailInput } from '../src/app/mail/booking-mail.fixture';
import { BookingMails } from '../src/app/mail/booking-mails';
import { SessionWrites } from '../src/app/database/writes';
import type { BookingMailInput } from '../src/app/mail/booking-mail-input';
import { Outbox } from '../src/app/outbox/outbox';
import type { TestApi } from './harness';
import { startApi, TEST_SETTINGS } from './harness';
import { until } from './until';

const KEY = TEST_SETTINGS['INBOX_KEY'] ?? '';

interface Item {
  id: string;
  to: string;
  subject: string;
  text: string;
  calendar: string | null;
  method: string | null;
}

/** With the key, as in the printed link. */
function look(url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { headers: { 'X-Inbox-Key': KEY, ...headers } });
}

async function items(api: TestApi): Promise<Item[]> {
  const response = await look(`${api.url}/api/inbox`, { Accept: 'application/json' });
  expect(response.status).toBe(200);
  return ((await response.json()) as { items: Item[] }).items;
}

describe('the development inbox', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());

  async function book(changes: Partial<BookingMailInput>[]): Promise<void> {
    const outbox = api.app.get(Outbox);
    const mails = changes.flatMap((change) => api.app.get(BookingMails).booked(bookingMailInput(change)));
    await api.connection.transaction((session) => outbox.add(mails, new SessionWrites(session)));
    outbox.wake();
  }

  it('says so when it is empty', async () => {
    const page = await look(`${api.url}/api/inbox`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('No mails yet');
  });

  it('shows the mails to client and expert, in a frame without permissions, with their calendar files', async () => {
    await book([{ bookingUid: 'shown', title: 'Talk <script>alert(1)</script>' }]);
    const kept = await until('both mails are there', async () => {
      const found = await items(api);
      return found.length === 2 ? found : null;
    });
    const client = kept.find(({ to }) => to === 'Grace Hopper <grace@example.com>');
    expect(client).toMatchObject({
      method: 'REQUEST',
      subject: expect.stringMatching(/ with Ada Lovelace$/),
    });
    expect(client?.text).toContain('/bookings/shown#token=secret-manage-token');

    const list = await (await look(`${api.url}/api/inbox`)).text();
    expect(list).toContain(`href="/api/inbox/${client?.id}"`);
    expect(list).not.toContain('<script');

    const page = await look(`${api.url}/api/inbox/${client?.id}`);
    const body = await page.text();
    expect(body).toContain(`src="/api/inbox/${client?.id}/mail.html" sandbox="allow-popups allow-popups-to`);
    expect(body).not.toContain('<script');

    const mail = await look(`${api.url}/api/inbox/${client?.id}/mail.html`);
    expect(mail.headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*sandbox /);
    const html = await mail.text();
    expect(html).toContain('You’re meeting Ada Lovelace');
    expect(html).toContain('<base target="_blank" />');

    const file = await look(`${api.url}/api/inbox/${client?.id}/invite.ics`);
    expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(readCalendar(await file.text()).name).toBe('vcalendar');
  });

  it('responds with problem details for unknown mails', async () => {
    for (const id of ['nonsense', '0123456789abcdef01234567']) {
      const answer = await look(`${api.url}/api/inbox/${id}`);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: 'not_found' });
    }
  });

  it('is visible only to the user of this machine', async () => {
    const { port } = new URL(api.url);
    const refused = await look(`${api.url}/api/inbox`, { 'X-Forwarded-For': '203.0.113.9' });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'forbidden' });
    // Another host name for this machine (DNS rebinding), which fetch would not send.
    const rebound = await api.app
      .getHttpAdapter()
      .getInstance()
      .inject({
        url: '/api/inbox',
        headers: { 'x-inbox-key': KEY, host: `evil.example:${port}` },
        remoteAddress: '127.0.0.1',
      });
    expect(rebound.statusCode).toBe(403);
    const neighbour = await api.app
      .getHttpAdapter()
      .getInstance()
      .inject({
        url: '/api/inbox',
        headers: { 'x-inbox-key': KEY, host: `localhost:${port}` },
        remoteAddress: '192.0.2.7',
      });
    expect(neighbour.statusCode).toBe(403);
  });

  it('needs the key, once in the address and then as a cookie', async () => {
    const address = `${api.url}/api/inbox`;
    for (const refused of [address, `${address}?key=guessed`, `${address}?key=`]) {
      const answer = await fetch(refused, { redirect: 'manual' });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    const opened = await fetch(`${address}?key=${KEY}`, { redirect: 'manual' });
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/api/inbox']);
    const cookie = opened.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; Path=\/api\/inbox; HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toContain(KEY);
    const headers = { Cookie: cookie.split(';')[0] ?? '' };
    expect((await fetch(address, { headers })).status).toBe(200);
    expect((await fetch(address, { headers: { Cookie: 'eb_inbox=guessed' } })).status).toBe(403);
  });

  it('keeps the newest 200', async () => {
    await book(Array.from({ length: 101 }, (_, index) => ({ bookingUid: `many${index}` })));
    await until(
      'all are done',
      async () =>
        (await api.connection
          .collection('outbox')
          .countDocuments({ state: 'waiting', topic: 'mail.booking' })) === 0,
    );
    expect(await items(api)).toHaveLength(200);
  });

  it('does not exist in production, with a mail server, or under a public address', async () => {
    const refusing: Record<string, string>[] = [
      { NODE_ENV: 'production' },
      { SMTP_URL: 'smtp://127.0.0.1:9' },
      { PUBLIC_URL: 'https://book.example.com' },
    ];
    for (const settings of refusing) {
      const other = await startApi(settings);
      try {
        expect((await look(`${other.url}/api/inbox`)).status).toBe(404);
        expect((await look(`${other.url}/api/inbox/0123456789abcdef01234567`)).status).toBe(404);
      } finally {
        await other.close();
      }
    }
  });

  it('is not in the API documentation', async () => {
    const document = await (await fetch(`${api.url}/api/openapi.json`)).text();
    expect(document).not.toContain('inbox');
  });
});
