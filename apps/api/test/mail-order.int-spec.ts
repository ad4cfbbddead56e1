import { setTimeout as sleep } from 'node:timers/promises';
import { readCalendar, valueOf } from '../src/app/calendar-file/read-calendar.fixture';
import { bookingMailInput } from '../src/app/mail/booking-mail.fixture';
import type { BookingMailInput } from '../src/app/mail/booking-mail-input';
import type { NewOutboxMessage } from '../src/app/outbox/outbox';
import type { Post } from './post';
import { startPost } from './post';
import { leavesOf } from './read-mime';
import type { CaughtMail, SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

const BOOKINGS = 24;
const LAST = 3;

/** A booking after this many changes: booked, rescheduled twice, and then cancelled or rescheduled once more. */
function change(post: Post, i: number, sequence: number): NewOutboxMessage[] {
  const uid = `b${i}`;
  const base: BookingMailInput = bookingMailInput({
    bookingUid: sequence === 0 ? uid : `${uid}-${sequence}`,
    calendarUid: uid,
    sequence,
    attendee: { name: 'Grace Hopper', email: `client${i}@example.com`, timeZone: 'UTC' },
    guests: [`guest${i}@example.com`],
    guestsInvited: sequence > 0,
    manageToken: sequence === LAST ? null : `token-${i}-${sequence}`,
  });
  if (sequence === 0) return post.mails.booked(base);
  if (sequence === LAST && i % 2 === 0) return post.mails.cancelled(base);
  return post.mails.rescheduled({ ...base, previousStart: new Date('2027-01-03T08:00:00Z') });
}

/** Recipient and version of a mail, from its calendar part. */
function seen({ to, mail }: CaughtMail) {
  const part = leavesOf(mail).find(({ type }) => type === 'text/calendar');
  const calendar = part && readCalendar(part.body);
  const sequence = calendar ? Number(valueOf(calendar, 'sequence')) : null;
  const uid = /b\d+/.exec(calendar ? (valueOf(calendar, 'uid') ?? '') : '')?.[0] ?? null;
  return { to: to[0] ?? '', uid, sequence, id: mail.headers['message-id'] ?? '' };
}

describe('the order of mails', () => {
  let down: boolean;
  let hangUps: Set<string>;
  let smtp: SmtpCatcher;
  let posts: Post[];

  beforeEach(async () => {
    down = false;
    hangUps = new Set();
    smtp = await startSmtp(0, {
      isDown: () => down,
      slowness: 5,
      // Sometimes it accepts a mail without a response: the only reason for a copy.
      hangsUp: ({ mail }) => {
        const id = mail.headers['message-id'] ?? '';
        const does = !hangUps.has(id) && Math.random() < 0.05;
        if (does) hangUps.add(id);
        return does;
      },
    });
    const first = await startPost(smtp.url);
    posts = [first, await startPost(smtp.url, { mongoUri: first.mongoUri })];
  });
  afterEach(async () => {
    await posts[0]?.connection.dropDatabase();
    for (const { app } of posts) await app.close();
    await smtp.close();
  });

  const waiting = () => posts[0]?.rows.countDocuments({ state: 'waiting' });

  it('is that of the changes, with two processes and an unreliable server', async () => {
    const flapping = setInterval(() => (down = !down), 120);
    try {
      await Promise.all(
        Array.from({ length: BOOKINGS }, async (_, i) => {
          for (let sequence = 0; sequence <= LAST; sequence++) {
            const post = posts[(i + sequence) % 2] as Post;
            await post.send(change(post, i, sequence));
            await sleep(Math.random() * 150);
          }
        }),
      );
    } finally {
      clearInterval(flapping);
      down = false;
    }
    await until('nothing waits', async () => (await waiting()) === 0);

    const rows = (await posts[0]?.rows.find({}).lean()) ?? [];
    expect(rows.filter(({ state }) => state === 'failed')).toEqual([]);
    const ids = smtp.caught.map((mail) => seen(mail).id);
    const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
    expect(twice.filter((id) => !hangUps.has(id))).toEqual([]);
    // A row whose mail was accepted without a response is done with its second attempt, or dropped where a newer one
    // came in between.
    const done = rows.filter(({ state }) => state === 'done').length;
    const taken = new Set(ids);
    const unsure = [...taken].filter((id) => hangUps.has(id)).length;
    expect(done).toBeLessThanOrEqual(taken.size);
    expect(done).toBeGreaterThanOrEqual(taken.size - unsure);

    const entries = new Map<string, typeof rows>();
    for (const row of rows) entries.set(row.entry ?? '', [...(entries.get(row.entry ?? '') ?? []), row]);
    expect(entries.size).toBe(BOOKINGS * 3);
    for (const own of entries.values()) {
      expect(own).toHaveLength(LAST + 1);
      const newest = own.find(({ version }) => version === LAST);
      // The newest was sent, or guests were never notified of what it cancels; every dropped row has a newer one.
      const heardOf = own.some(({ state }) => state === 'done');
      expect(newest).toMatchObject(heardOf ? { state: 'done' } : { reason: 'never_announced' });
      for (const { state, reason } of own) {
        if (state === 'dropped') expect(reason).toBe(heardOf ? 'superseded' : 'never_announced');
      }
    }

    // The mails of an inbox, in the order of arrival.
    const inboxes = new Map<string, number[]>();
    for (const mail of smtp.caught) {
      const { to, uid, sequence } = seen(mail);
      if (uid === null || sequence === null) continue;
      inboxes.set(`${to} ${uid}`, [...(inboxes.get(`${to} ${uid}`) ?? []), sequence]);
    }
    for (const sequences of inboxes.values()) {
      expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    }
  });

  it('is kept where all waited for the server, and each entry then gets one mail with everything', async () => {
    down = true;
    const post = posts[0] as Post;
    const sequences = Array.from({ length: LAST + 1 }, (_, sequence) => sequence);
    // At once, so that none is in progress before the next one exists.
    await post.send(sequences.flatMap((one) => [...change(post, 0, one), ...change(post, 1, one)]));
    await until('the server has been asked', () => smtp.connections.most > 0);
    down = false;
    await until('nothing waits', async () => (await waiting()) === 0);
    const mails = smtp.caught.filter(
      (mail, i, all) => all.findIndex((one) => seen(one).id === seen(mail).id) === i,
    );
    const text = (to: string) => {
      const [mail, ...more] = mails.filter((one) => one.to.includes(to));
      expect(more).toEqual([]);
      return mail && leavesOf(mail.mail).find(({ type }) => type === 'text/plain')?.body;
    };
    // The first was cancelled before anyone was notified.
    expect(text('client0@example.com')).toContain('cancelled');
    expect(text('guest0@example.com')).toBeUndefined();
    expect(text('client1@example.com')).toContain('/bookings/b1-3#token=token-1-2');
    expect(text('guest1@example.com')).not.toContain('Previously:');
    expect(mails.filter(({ to }) => to.includes('ada@example.org'))).toHaveLength(2);
  });

  it('never sends a mail that is older than one already sent', async () => {
    const post = posts[0] as Post;
    const [late] = change(post, 0, 0);
    const [newest] = change(post, 0, 1);
    if (!late || !newest) throw new Error('No mails');
    await post.send([newest]);
    await until('the newest is done', async () => (await waiting()) === 0);
    await post.send([late]);
    await until('the late one is settled', async () => (await waiting()) === 0);
    expect(await post.rows.findOne({ key: late.key }).lean()).toMatchObject({
      state: 'dropped',
      reason: 'superseded',
      payload: {},
    });
  });
});
