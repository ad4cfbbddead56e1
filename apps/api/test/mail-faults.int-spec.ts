import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { bookingMailInput } from '../src/app/mail/booking-mail.fixture';
import type { NewOutboxMessage } from '../src/app/outbox/outbox';
import type { OutboxState } from '../src/app/outbox/outbox.schema';
import type { Post, PostOptions } from './post';
import { startPost } from './post';
import type { SmtpCatcher, SmtpFaults } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

describe('mails through a faulty server', () => {
  let ends: (() => Promise<unknown>)[];

  beforeEach(() => (ends = []));
  afterEach(async () => {
    for (const end of ends.reverse()) await end();
  });

  async function smtpServer(faults: SmtpFaults = {}, port = 0): Promise<SmtpCatcher> {
    const smtp = await startSmtp(port, faults);
    ends.push(smtp.close);
    return smtp;
  }

  async function postTo(url: string, options: PostOptions = {}): Promise<Post> {
    const post = await startPost(url, options);
    ends.push(async () => {
      await post.connection.dropDatabase();
      await post.app.close();
    });
    return post;
  }

  const bookings = (post: Post, count: number, client = 'grace@example.com'): NewOutboxMessage[] =>
    Array.from({ length: count }, (_, i) =>
      post.mails.booked(
        bookingMailInput({
          bookingUid: `b${i}`,
          attendee: { name: 'Grace Hopper', email: client, timeZone: 'UTC' },
        }),
      ),
    ).flat();
  const inState = (post: Post, state: OutboxState): Promise<number> => post.rows.countDocuments({ state });
  const idsOf = ({ caught }: SmtpCatcher) => caught.map(({ mail }) => mail.headers['message-id']);

  it('are delivered once each to a slow server, over no more connections than allowed', async () => {
    // Of 32 mails sent at once, the last would wait for eight others before it: longer than a handler may take.
    const smtp = await smtpServer({ slowness: 300 });
    const post = await postTo(smtp.url, {
      settings: { SMTP_CONNECTIONS: '4', SMTP_SEND_TIMEOUT_MS: '1600' },
      outbox: { leaseMs: 2400 },
    });
    await post.send(bookings(post, 32));
    await until('all are done', async () => (await inState(post, 'done')) === 64);
    expect(smtp.caught).toHaveLength(64);
    expect(new Set(idsOf(smtp)).size).toBe(64);
    expect(smtp.connections.most).toBeLessThanOrEqual(4);
  });

  it('are really ended when they are given up: the socket is closed before the next attempt', async () => {
    let open = 0;
    let most = 0;
    let came = 0;
    // Its greeting never ends, but is never silent.
    const trickles = createServer((socket: Socket) => {
      came += 1;
      most = Math.max(most, (open += 1));
      const drip = setInterval(() => socket.write('2'), 10);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearInterval(drip);
        open -= 1;
      });
    }).listen(0, '127.0.0.1');
    await once(trickles, 'listening');
    ends.push(() => new Promise((resolve) => trickles.close(resolve)));
    const { port } = trickles.address() as AddressInfo;
    const post = await postTo(`smtp://127.0.0.1:${port}`, {
      settings: { SMTP_CONNECTIONS: '2', SMTP_SEND_TIMEOUT_MS: '150' },
    });
    await post.send(bookings(post, 4));
    await until('it has been asked again and again', () => came >= 8);
    expect(most).toBeLessThanOrEqual(2);
    // The log had no line about the mails.
    const rows = await post.rows.find({}).lean();
    expect(rows.every(({ state, attempts }) => state === 'waiting' && attempts <= 1)).toBe(true);
  });

  it('wait for a server that is down without using up attempts, and are all sent when it is back', async () => {
    const gone = await startSmtp();
    await gone.close();
    const post = await postTo(gone.url, {
      outbox: { maxAttempts: 2, maxBackoffMs: 60_000, backoffMs: 60_000 },
    });
    await post.send(bookings(post, 20));
    await until(
      'some have found nobody',
      async () => (await post.rows.countDocuments({ unreachable: true })) > 5,
    );
    const rows = await post.rows.find({}).lean();
    // One more while a probe is in progress.
    expect(rows.filter(({ state, attempts }) => state === 'waiting' && attempts <= 1)).toHaveLength(40);
    // Operators see how long they have waited, not when they are tried next.
    expect(rows.every(({ since, createdAt }) => since?.getTime() === createdAt.getTime())).toBe(true);
    const back = await smtpServer({}, gone.port);
    await until('all are done', async () => (await inState(post, 'done')) === 40);
    expect(new Set(idsOf(back)).size).toBe(40);
    expect(back.caught).toHaveLength(40);
  });

  it('to a rejected recipient fail soon, to a deferred one later; all others are sent meanwhile', async () => {
    let putOff = true;
    const smtp = await smtpServer({
      refuses: (address) =>
        address === 'nobody@example.com' ? 550 : address === 'later@example.com' && putOff ? 451 : null,
    });
    const post = await postTo(smtp.url);
    const [nobody, later] = ['nobody@example.com', 'later@example.com'].map((email, i) =>
      post.mails
        .booked(bookingMailInput({ bookingUid: `x${i}`, attendee: { name: '', email, timeZone: 'UTC' } }))
        .filter(({ payload }) => payload['recipient'] === 'client'),
    );
    await post.send([...(nobody ?? []), ...(later ?? []), ...bookings(post, 5)]);
    await until('the others are done', async () => (await inState(post, 'done')) === 10);
    await until('the refused one has failed', async () => (await inState(post, 'failed')) === 1);
    const failed = await post.rows.findOne({ state: 'failed' }).lean();
    expect(failed).toMatchObject({ attempts: 4, lastError: 'EENVELOPE 550' });
    putOff = false;
    await until('the one put off is done', async () => (await inState(post, 'done')) === 11);
  });

  it('may be delivered twice, but not at once, where the server disconnects after accepting them', async () => {
    let hangUps = 2;
    const smtp = await smtpServer({ hangsUp: () => hangUps-- > 0 });
    const post = await postTo(smtp.url, { settings: { SMTP_CONNECTIONS: '1' } });
    const [message] = bookings(post, 1);
    await post.send(message ? [message] : []);
    await until('it is done', async () => (await inState(post, 'done')) === 1);
    expect(new Set(idsOf(smtp)).size).toBe(1);
    // Any of them may have been the last, so each counts.
    expect(await post.rows.findOne({}).lean()).toMatchObject({ attempts: 3 });
  });
});
