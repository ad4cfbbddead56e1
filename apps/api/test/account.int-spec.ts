import type { Problem, SignedInSession } from '@expertbook/contracts';
import type { Browser } from './browser';
import { accountsOf, NEXT, PASSWORD } from './browser';
import type { TestApi } from './harness';
import { startApi } from './harness';
import { newUser } from './people';
import { until } from './until';

describe('the sessions of an account', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());
  const { browser } = accountsOf(() => api);
  const list = async (at: Browser) => (await at.call<SignedInSession[]>('GET', '/auth/sessions')).body;

  it('are listed with their browsers, the current one being marked', async () => {
    const person = await newUser(api);
    const phone = await browser(person, 'Phone/7');
    const laptop = await browser(person, `Laptop/${'9'.repeat(300)}`);
    const before = await list(phone);
    expect(before.map(({ current, userAgent }) => [current, userAgent.slice(0, 6)]).sort()).toEqual([
      [false, 'Laptop'],
      [false, 'node'],
      [true, 'Phone/'],
    ]);
    expect(Math.max(...before.map(({ userAgent }) => userAgent.length))).toBe(200);
    expect(JSON.stringify(before)).not.toContain(laptop.cookie.slice('eb_refresh='.length).split('.')[0]);
    expect(await laptop.isIn()).toBe(true);
    const mine = (sessions: SignedInSession[]) => sessions.find(({ id }) => id === laptopId);
    const laptopId = (await list(laptop)).find(({ current }) => current)?.id;
    const [was, is] = [mine(before), mine(await list(phone))];
    expect(Date.parse(is?.lastUsedAt ?? '')).toBeGreaterThan(Date.parse(was?.lastUsedAt ?? ''));
    expect(is?.createdAt).toBe(was?.createdAt);
  });

  it('end one by one, only by their owner', async () => {
    const person = await newUser(api);
    const [phone, laptop, stranger] = [
      await browser(person),
      await browser(person),
      await browser(await newUser(api)),
    ];
    const id = (await list(laptop)).find(({ current }) => current)?.id ?? '';
    for (const [who, which] of [
      [stranger, id],
      [phone, 'x'],
      [phone, '0'.repeat(32)],
    ] as const) {
      expect(await who.call('DELETE', `/auth/sessions/${which}`)).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    }
    expect(await laptop.isIn()).toBe(true);
    expect((await phone.call('DELETE', `/auth/sessions/${id}`)).status).toBe(204);
    expect([await laptop.isIn(), await phone.isIn()]).toEqual([false, true]);
    expect((await phone.call('DELETE', `/auth/sessions/${id}`)).status).toBe(404);
  });

  it('can all be ended but the current one', async () => {
    const person = await newUser(api);
    const [here, there, stranger] = [
      await browser(person),
      await browser(person),
      await browser(await newUser(api)),
    ];
    expect((await here.call('DELETE', '/auth/sessions')).status).toBe(204);
    expect([await here.isIn(), await there.isIn(), await stranger.isIn()]).toEqual([true, false, true]);
    expect(await list(here)).toHaveLength(1);
    expect((await api.call('GET', '/auth/sessions')).status).toBe(401);
  });
});

describe('a password', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi({ PUBLIC_URL: 'https://book.example.com' })));
  afterAll(() => api.close());
  const { login, browser } = accountsOf(() => api);

  it('is changed with the old one, which signs out all other sessions', async () => {
    const person = await newUser(api);
    const { email } = person.session.user;
    const [here, there] = [await browser(person), await browser(person)];
    const change = (currentPassword: string, newPassword: string) =>
      here.call<Problem>('POST', '/auth/password', { currentPassword, newPassword });
    expect(await change('wrong', NEXT)).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    for (const [weak, code] of [
      ['password123', 'common_password'],
      [email, 'weak_password'],
    ] as const) {
      expect(await change(PASSWORD, weak)).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'newPassword', code }] },
      });
    }
    expect(await change(PASSWORD, 'short')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'newPassword' }] },
    });
    expect((await there.isIn()) && (await here.isIn())).toBe(true);
    expect((await change(PASSWORD, NEXT)).status).toBe(204);
    expect([await here.isIn(), await there.isIn()]).toEqual([true, false]);
    expect((await login(email, PASSWORD)).status).toBe(401);
    expect((await login(email, NEXT)).status).toBe(200);
  });

  it('is changed once when two changes are made at the same time', async () => {
    const here = await browser(await newUser(api));
    const answers = await Promise.all(
      ['the first new password', 'the second new password'].map((newPassword) =>
        here.call('POST', '/auth/password', { currentPassword: PASSWORD, newPassword }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
  });

  it('cannot be guessed by changing it', async () => {
    const settings = { MONGO_URI: api.mongoUri, RATE_LIMIT_SIGN_IN: '3', TRUST_PROXY: 'loopback' };
    const strict = await startApi(settings);
    let tries = 0;
    const person = await newUser(api);
    const guess = (through: TestApi, currentPassword: string) =>
      through.call<Problem>('POST', '/auth/password', {
        accessToken: person.accessToken,
        body: { currentPassword, newPassword: NEXT },
        // Each from another address, whose own limit is not reached.
        headers: { 'X-Forwarded-For': `203.0.113.${++tries}` },
      });
    for (let i = 0; i < 3; i++)
      expect((await guess(strict, `wrong ${i}`)).body.code).toBe('invalid_credentials');
    const other = await startApi(settings);
    expect((await guess(other, PASSWORD)).body.code).toBe('rate_limited');
    await strict.app.close();
    await other.app.close();
  });

  const forgot = (email: string) => api.call('POST', '/auth/password/forgot', { body: { email } });
  const reset = (token: string, password = NEXT) =>
    api.call<Problem>('POST', '/auth/password/reset', { body: { token, password } });
  const mailsTo = (email: string) =>
    api.connection
      .collection('inbox')
      // Without those about a new sign-in.
      .find({ to: { $regex: `${email}>?$` }, text: { $regex: '#token=' } })
      .sort({ _id: -1 })
      .toArray();
  const tokenFor = async (email: string, count = 1): Promise<string> => {
    const mails = await until('a mail with a link', async () => {
      const found = await mailsTo(email);
      return found.length >= count ? found : null;
    });
    return (
      /https:\/\/book\.example\.com\/reset-password#token=([\w-]{32})\s/.exec(
        String(mails[0]?.['text']),
      )?.[1] ?? ''
    );
  };

  it('can be reset with a single-use link', async () => {
    const person = await newUser(api);
    const { email } = person.session.user;
    const there = await browser(person);
    const answer = await forgot(email.toUpperCase());
    expect([answer.status, answer.body]).toEqual([202, '']);
    const token = await tokenFor(email);
    expect(token).toHaveLength(32);
    const stored = JSON.stringify(await api.connection.collection('password_resets').find().toArray());
    const rows = JSON.stringify(await api.connection.collection('outbox').find().toArray());
    expect(stored + rows).not.toContain(token);

    expect(await reset(token, 'password123')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'password' }] },
    });
    const tries = await Promise.all([reset(token), reset(token), reset(token)]);
    expect(tries.map(({ status }) => status).sort()).toEqual([204, 410, 410]);
    expect(tries.find(({ status }) => status === 410)?.body.code).toBe('link_expired');
    expect((await login(email, PASSWORD)).status).toBe(401);
    expect((await login(email, NEXT)).status).toBe(200);
    expect(await there.isIn()).toBe(false);
  });

  it('has the same reset response for unknown addresses, which get no mail', async () => {
    const person = await newUser(api);
    const [known, unknown] = [
      await forgot(person.session.user.email),
      await forgot('nobody-at-all@example.com'),
    ];
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    await tokenFor(person.session.user.email);
    await until('both rows done', async () => {
      const left = await api.connection
        .collection('outbox')
        .countDocuments({ topic: 'mail.password-reset', state: 'waiting' });
      return left === 0;
    });
    expect(await mailsTo('nobody-at-all@example.com')).toEqual([]);
    expect(await api.call('POST', '/auth/password/forgot', { body: { email: { $ne: '' } } })).toMatchObject({
      status: 422,
    });
    expect(
      await api.call('POST', '/auth/password/forgot', {
        body: { email: 'a@example.com' },
        headers: { Origin: 'https://evil.example' },
      }),
    ).toMatchObject({ status: 403, body: { code: 'origin_refused' } });
  });

  it('has no valid reset link after its hour, after a change, or besides many others', async () => {
    const person = await newUser(api);
    const { email } = person.session.user;
    const resets = api.connection.collection('password_resets');
    await forgot(email);
    const old = await tokenFor(email);
    await resets.updateMany({}, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect((await reset(old)).body.code).toBe('link_expired');
    await forgot(email);
    const second = await tokenFor(email, 2);
    const here = await browser(person);
    await here.call('POST', '/auth/password', { currentPassword: PASSWORD, newPassword: NEXT });
    expect((await reset(second, 'one more password')).body.code).toBe('link_expired');
    expect((await reset('x'.repeat(32))).body.code).toBe('link_expired');
    for (let i = 0; i < 6; i++) await forgot(email);
    await until('all rows done', async () => {
      const left = await api.connection
        .collection('outbox')
        .countDocuments({ topic: 'mail.password-reset', state: 'waiting' });
      return left === 0;
    });
    expect((await mailsTo(email)).length).toBeLessThanOrEqual(2 + 6);
    expect((await mailsTo(email)).length).toBeGreaterThanOrEqual(2 + 3);
  });
});
