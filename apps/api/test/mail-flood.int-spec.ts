import type { Booking, CreatedBooking, EmailCodeSent, EventType } from '@expertbook/contracts';
import type { ApiProcess } from './api-process';
import { spawnApi } from './api-process';
import type { Answer, CallOptions } from './harness';
import { call, freshMongoUri, problemOf } from './harness';
import { tally } from './people';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { dropDatabase, openDatabase } from './raw-database';
import { leavesOf } from './read-mime';
import type { CaughtMail, SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

const LINK = /https:\/\/book\.example\.org\/bookings\/([\w-]+)#token=([\w-]+)/;
/** Enough starts for all requests of this file. */
const SHORT = { durations: [5], slotInterval: 5 };
const NOTES = 'You won! Open https://prize.example/now';

/** Two processes with default limits, and a mail server that keeps mails. */
describe("a stranger's address in the booking form", () => {
  const mongoUri = freshMongoUri();
  let smtp: SmtpCatcher;
  let processes: ApiProcess[];
  let ada: PublishedExpert;
  let free: string[];
  let nth = 0;

  beforeAll(async () => {
    smtp = await startSmtp();
    const settings = {
      MONGO_URI: mongoUri,
      SMTP_URL: smtp.url,
      PUBLIC_URL: 'https://book.example.org',
      TRUST_PROXY: 'loopback',
      TRANSACTION_DEADLINE_MS: '30000',
      UNPROVEN_PER_HOUR: '3',
      UNPROVEN_PER_DAY: '10',
      UNPROVEN_PER_NETWORK: '30',
      EMAIL_CODES_PER_NETWORK: '20',
      RESCHEDULES_PER_HOUR: '4',
    };
    processes = [await spawnApi(settings), await spawnApi(settings)];
    ada = await publishExpert(processes[0]?.url ?? '', SHORT);
    free = await ada.starts();
  });
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.stop()));
    await smtp.close();
    await dropDatabase(await openDatabase(mongoUri));
  });
  beforeEach(() => (smtp.caught.length = 0));

  /** Each at the next start, through both processes in turn. */
  function book(
    email: string,
    {
      from = '203.0.113.9',
      ...more
    }: { from?: string; eventType?: EventType } & Record<string, unknown> = {},
  ): Promise<Answer<CreatedBooking>> {
    const { eventType = ada.eventType, start = free[nth++] ?? '', name = 'Grace Hopper', ...body } = more;
    return call(processes[nth % 2]?.url ?? '', 'POST', '/bookings', {
      headers: { 'X-Forwarded-For': from },
      body: {
        eventTypeId: eventType.id,
        start,
        attendee: { name, email, timeZone: 'UTC', language: 'en' },
        ...body,
      },
    });
  }

  const sendCode = (email: string, from = '203.0.113.9', eventType = ada.eventType) =>
    call<EmailCodeSent>(processes[1]?.url ?? '', 'POST', '/bookings/email-codes', {
      headers: { 'X-Forwarded-For': from },
      body: { email, eventTypeId: eventType.id, language: 'en' },
    });

  const mailsTo = (email: string) => smtp.caught.filter(({ to }) => to.includes(email));
  const textOf = ({ mail }: CaughtMail) =>
    leavesOf(mail).find(({ type }) => type === 'text/plain')?.body ?? '';
  const codeIn = (mail: CaughtMail) => /\b\d{6}\b/.exec(String(mail.mail.headers['subject']))?.[0] ?? '';
  const codeFor = (email: string) =>
    until('the code has come', () =>
      mailsTo(email)
        .map(codeIn)
        .find((code) => code !== ''),
    );
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  /** Opens the page of the link in a mail. */
  const openLink = async (email: string): Promise<Answer<Booking>> => {
    const text = await until('the mail has come', () =>
      mailsTo(email)
        .map(textOf)
        .find((one) => LINK.test(one)),
    );
    const [, uid = '', token = ''] = LINK.exec(text) ?? [];
    return call(processes[0]?.url ?? '', 'GET', `/bookings/${uid}`, { headers: { 'X-Manage-Token': token } });
  };

  it('gets no mail flood: 75 bookings from one network and 75 from as many cause three mails and one code', async () => {
    const victim = 'victim@example.com';
    const spellings = [victim, 'Victim@Example.com', 'victim+1@example.com', 'ｖictim@example.com'];
    const mine = await Promise.all(Array.from({ length: 75 }, (_, i) => book(spellings[i % 4] ?? victim)));
    const theirs = await Promise.all(
      Array.from({ length: 75 }, (_, i) => book(spellings[i % 4] ?? victim, { from: `198.51.100.${i + 1}` })),
    );
    expect(tally([...mine, ...theirs])).toEqual({ 201: 3, '403 email_code_required': 147 });
    const refused = theirs.find(({ status }) => status === 403) as Answer<unknown>;
    expect(problemOf(refused)).toMatchObject({
      errors: [{ field: 'attendee.email', code: 'email_code_required' }],
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);

    const codes = await Promise.all(
      Array.from({ length: 30 }, (_, i) => sendCode(victim, `198.51.100.${i + 1}`)),
    );
    expect(tally(codes)).toEqual({ 202: 30 });
    expect(new Set(codes.map(({ body }) => body.expiresAt)).size).toBe(1);

    // A later mail shows that these were not merely late.
    expect((await book('last@example.com', { from: '192.0.2.1' })).status).toBe(201);
    await until('the last mail has come', () => mailsTo('last@example.com').length > 0);
    const toVictim = () => smtp.caught.filter(({ to }) => to.some((one) => /ictim/i.test(one)));
    await until('three mails and a code have come', () => toVictim().length >= 4);
    expect(toVictim()).toHaveLength(4);
  });

  it('is never accepted more than three times by concurrent requests', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => book('race@example.com', { from: `192.0.2.${i + 1}` })),
    );
    expect(tally(answers)).toEqual({ 201: 3, '403 email_code_required': 17 });
  });

  it('is limited with others: one network books with thirty of them per hour, in all processes together', async () => {
    const from = '2001:db8:1:1::7';
    let i = 0;
    const bookOne = () => book(`many${i++}@example.com`, { from });
    while (i < 30) expect((await bookOne()).status).toBe(201);
    const refused = () => bookOne().then(({ status }) => status === 403);
    await until('both processes know of all of them', async () => (await refused()) && (await refused()));
    // If each process counted separately, each would have allowed thirty.
    expect(i).toBeLessThan(60);
  });

  it('cannot be used for phishing: of the typed texts the mail has only the name', async () => {
    const questions = [{ id: 'topic', kind: 'text', label: 'Topic', required: false }];
    const eventType = await ada.addEventType({ ...SHORT, questions });
    const email = 'relay@example.com';
    const answers = { topic: 'www.prize.example' };
    const guests = ['open.prize.example.now@example.net'];
    const typed = { eventType, notes: NOTES, answers, guests, name: 'Your bank: www.prize.example' };
    const { body } = await book(email, { ...typed, from: '192.0.2.77' });
    const client = await until('the client’s mail', () => mailsTo(email)[0]);
    const expert = await until('the expert’s mail', () =>
      mailsTo(`${ada.handle}@example.com`).find((mail) => textOf(mail).includes(email)),
    );
    expect(client.source).toContain('Intro call');
    for (const leaf of [client.source, ...leavesOf(client.mail).map((one) => one.body)])
      expect(leaf).not.toMatch(/prize/i);
    const toExpert = textOf(expert);
    for (const word of [NOTES, answers.topic, guests[0]]) expect(toExpert).toContain(word);

    // The token of the response does not verify the address.
    const page = await call<Booking>(processes[0]?.url ?? '', 'GET', `/bookings/${body.uid}`, {
      headers: { 'X-Manage-Token': body.manageToken },
    });
    expect(page.body.notes).toBe(NOTES);
    smtp.caught.length = 0;
    await act(body, 'cancel', { reason: NOTES });
    const cancelled = await until('the cancellation', () => mailsTo(email)[0]);
    expect(textOf(cancelled)).not.toMatch(/prize/i);
    await until('the expert’s with all of it', () =>
      mailsTo(`${ada.handle}@example.com`).find((mail) => textOf(mail).includes(NOTES)),
    );
  });

  const act = (booking: CreatedBooking, what: string, body: unknown, options: CallOptions = {}) =>
    call<CreatedBooking>(processes[0]?.url ?? '', 'POST', `/bookings/${booking.uid}/${what}`, {
      headers: { 'X-Manage-Token': booking.manageToken },
      body,
      ...options,
    });

  it('is verified by the link of its mail: from then on texts are included, and bookings are allowed', async () => {
    const email = 'owner@example.com';
    const from = '192.0.2.78';
    const first = await book(email, { from, notes: 'A first question' });
    expect(textOf(await until('the mail', () => mailsTo(email)[0]))).not.toContain('A first question');
    const opened = await openLink(email);
    expect(opened.body).toMatchObject({ uid: first.body.uid, notes: 'A first question' });
    smtp.caught.length = 0;
    for (let i = 0; i < 5; i++) expect((await book(email, { from, notes: 'Another one' })).status).toBe(201);
    const mails = await until('all mails', () => (mailsTo(email).length === 5 ? mailsTo(email) : null));
    for (const mail of mails) expect(textOf(mail)).toContain('Another one');
    // Another address at the same host stays unverified.
    const other = [];
    for (let i = 0; i < 4; i++) other.push(await book('owner2@example.com', { from }));
    expect(tally(other)).toEqual({ 201: 3, '403 email_code_required': 1 });
  });

  it('is verified by the code that was sent to it, which cannot be guessed', async () => {
    const email = 'coded@example.com';
    const from = '192.0.2.79';
    for (let i = 0; i < 3; i++) await book(email, { from });
    const start = free[nth++] ?? '';
    expect(problemOf(await book(email, { from, start })).code).toBe('email_code_required');
    const sent = await sendCode(email, from);
    expect(Date.parse(sent.body.expiresAt) - Date.parse(sent.body.sentAt)).toBe(3_600_000);
    const code = await codeFor(email);
    const guess = await book(email, { from, start, emailCode: wrong(code) });
    expect(problemOf(guess)).toMatchObject({
      status: 422,
      code: 'email_code_wrong',
      errors: [{ field: 'emailCode', code: 'email_code_wrong', params: { count: 4 } }],
    });
    // Valid for this address only.
    expect(problemOf(await book('else@example.com', { from, start, emailCode: code })).code).toBe(
      'email_code_wrong',
    );
    const typed = `${code.slice(0, 3)} ${code.slice(3)}`;
    expect((await book(email, { from, start, emailCode: typed, notes: 'Now you know me' })).status).toBe(201);
    await until('the words come along', () =>
      mailsTo(email).some((mail) => textOf(mail).includes('Now you know me')),
    );
    // From now on without a code.
    expect((await book(email, { from })).status).toBe(201);
  });

  it('cannot be verified by guessing: five attempts per client, twenty in total, concurrent or sequential', async () => {
    const email = 'guessed@example.com';
    for (let i = 0; i < 3; i++) await book(email, { from: '192.0.2.80' });
    await sendCode(email, '192.0.2.80');
    const code = await codeFor(email);
    const start = free[nth++] ?? '';
    const attempts = await Promise.all(
      Array.from({ length: 12 }, () => book(email, { from: '192.0.2.81', start, emailCode: wrong(code) })),
    );
    expect(tally(attempts)).toEqual({ '422 email_code_wrong': 12 });
    const left = attempts.map((one) => problemOf(one).errors?.[0]?.params?.['count']).sort();
    expect(left.filter((count) => count !== 0)).toEqual([1, 2, 3, 4]);
    // That client's attempts are used up, also for the right code; the owner's are not.
    expect(problemOf(await book(email, { from: '192.0.2.81', start, emailCode: code })).code).toBe(
      'email_code_wrong',
    );
    expect((await book(email, { from: '192.0.2.80', start, emailCode: code })).status).toBe(201);
    for (let i = 0; i < 20; i++) {
      await book(email, { from: `192.0.2.${90 + Math.floor(i / 5)}`, start, emailCode: wrong(code) });
    }
    const late = await book(email, { from: '192.0.2.99', start: free[nth++] ?? '', emailCode: code });
    expect(problemOf(late)).toMatchObject({ code: 'email_code_wrong', errors: [{ params: { count: 0 } }] });
  });

  it('always needs a code where the event type requires it, before anything is booked', async () => {
    const eventType = await ada.addEventType({ ...SHORT, requiresEmailCode: true });
    const page = await call<{ eventType: EventType }>(
      processes[0]?.url ?? '',
      'GET',
      `/experts/${ada.handle}/event-types/${eventType.slug}`,
    );
    expect(page.body.eventType.requiresEmailCode).toBe(true);
    const email = 'always@example.com';
    const from = '192.0.2.82';
    const start = free[nth++] ?? '';
    expect(problemOf(await book(email, { from, start, eventType })).code).toBe('email_code_required');
    await sendCode(email, from, eventType);
    const emailCode = await codeFor(email);
    expect((await book(email, { from, start, eventType, emailCode })).status).toBe(201);
    // Verified or not; the same code is valid for its hour.
    const again = free[nth++] ?? '';
    expect(problemOf(await book(email, { from, start: again, eventType })).code).toBe('email_code_required');
    expect((await book(email, { from, start: again, eventType, emailCode })).status).toBe(201);
  });

  it("can be a family's that books three sessions without a code", async () => {
    const email = 'family@example.com';
    const from = '192.0.2.83';
    const start = free[nth++] ?? '';
    expect((await book('faster@example.com', { start, from: '192.0.2.2' })).status).toBe(201);
    const lost = await book(email, { from, start });
    expect(problemOf(lost).code).toBe('slot_taken');
    const bookings: CreatedBooking[] = [];
    for (const name of ['Grace', 'Ada', 'Edith']) {
      const answer = await book(email, { from, name, guests: ['grandma@example.com'] });
      expect(answer.status).toBe(201);
      bookings.push(answer.body);
    }
    await until('a mail each', () => mailsTo(email).length === 3);
    await until('and for grandma', () => mailsTo('grandma@example.com').length === 3);
    const [first] = bookings;
    if (!first) throw new Error('not booked');
    const moved = await act(first, 'reschedule', { start: free[nth++] ?? '' });
    expect(moved.status).toBe(201);
    // The newest mail replaces waiting ones about the same booking (ADR 21).
    await until('a fourth mail', () => mailsTo(email).length === 4);
    expect((await act(moved.body, 'cancel', {})).status).toBe(200);
    await until('five mails', () => mailsTo(email).length === 5);
  });

  it('is not mailed without limit about one booking: one reschedule too many is rejected, and no mail is dropped', async () => {
    const email = 'moved@example.com';
    let { body: booking } = await book(email, { from: '192.0.2.84' });
    const move = async () => {
      const answer = await act(booking, 'reschedule', { start: free[nth++] ?? '' });
      if (answer.status === 201) booking = answer.body;
      return answer;
    };
    const moves = [];
    for (const mails of [1, 2, 3, 4, 4]) {
      await until('its mail', () => mailsTo(email).length === mails);
      moves.push(await move());
    }
    expect(tally(moves)).toEqual({ 201: 3, '429 rate_limited': 2 });
    await until('a mail each', () => mailsTo(email).length === 4);
    expect(problemOf(moves[3] as Answer<unknown>).detail).toContain('link in your confirmation email');
    expect((await openLink(email)).status).toBe(200);
    expect((await move()).status).toBe(429);
    const expertMoves = await ada.asExpert('POST', `/bookings/${booking.uid}/reschedule`, {
      start: free[nth++] ?? '',
    });
    expect(expertMoves.status).toBe(201);
  });
});
