import type { Problem, Session } from '@expertbook/contracts';
import { RECENT_MS } from '../src/app/auth/recent-sign-in';
import { NEXT, PASSWORD } from './browser';
import type { Answer, TestApi } from './harness';
import { startApi } from './harness';
import { newExpert, newUser } from './people';
import { until } from './until';

const MAX_FAILURES = 3;

/** The cookies of a response, as a browser sends them back. */
function jarOf(answer: Answer<unknown>): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

const onlyOf = (jar: string, name: string) => jar.split('; ').find((one) => one.startsWith(`${name}=`)) ?? '';

describe('the devices of an account', () => {
  let api: TestApi;
  /** The same with a small budget of failures. */
  let strict: TestApi;
  beforeAll(async () => {
    api = await startApi({ PUBLIC_URL: 'https://book.example.com', TRUST_PROXY: 'loopback' });
    strict = await startApi({
      MONGO_URI: api.mongoUri,
      PUBLIC_URL: 'https://book.example.com',
      TRUST_PROXY: 'loopback',
      RATE_LIMIT_SIGN_IN: String(MAX_FAILURES),
    });
  });
  afterAll(async () => {
    await strict.app.close();
    await api.close();
  });

  let address = 0;
  /** Each from another address, whose own limit is not reached. */
  const elsewhere = () => ({ 'X-Forwarded-For': `203.0.${Math.floor(++address / 250)}.${address % 250}` });
  const login = (
    through: TestApi,
    email: string,
    password: string,
    headers: Record<string, string> = {},
  ): Promise<Answer<Session & Problem>> =>
    through.call('POST', '/auth/login', {
      body: { email, password },
      headers: { ...elsewhere(), ...headers },
    });
  const noticesTo = (email: string) =>
    api.connection
      .collection('inbox')
      .find({ to: { $regex: email } })
      .sort({ _id: 1 })
      .toArray();

  it('lockout: failures from elsewhere leave a known device its own budget', async () => {
    const { email } = (await newUser(api)).session.user;
    const device = onlyOf(jarOf(await login(api, email, PASSWORD)), '__Host-eb_device');
    const strangers = await Promise.all(
      Array.from({ length: MAX_FAILURES * 3 }, () => login(strict, email, 'a wrong guess')),
    );
    expect(strangers.filter(({ status }) => status === 429)).toHaveLength(MAX_FAILURES * 2);
    expect((await login(strict, email, PASSWORD)).status).toBe(429);
    // Invented, or of another account: it counts as unknown.
    const other = (await newUser(api)).session.user.email;
    const foreign = onlyOf(jarOf(await login(api, other, PASSWORD)), '__Host-eb_device');
    for (const Cookie of [foreign, `__Host-eb_device=${'x'.repeat(32)}`]) {
      expect((await login(strict, email, PASSWORD, { Cookie })).status).toBe(429);
    }
    expect((await login(strict, email, PASSWORD, { Cookie: device })).status).toBe(200);
    // Its own budget is limited, too.
    for (let i = 0; i < MAX_FAILURES; i++)
      expect((await login(strict, email, 'a wrong guess', { Cookie: device })).status).toBe(401);
    expect((await login(strict, email, PASSWORD, { Cookie: device })).status).toBe(429);
  });

  it("lockout: failures from elsewhere do not affect a signed-in user's password checks", async () => {
    const person = await newUser(api);
    const { email } = person.session.user;
    for (let i = 0; i <= MAX_FAILURES; i++) await login(strict, email, 'a wrong guess');
    const answer = await strict.call('POST', '/auth/password', {
      accessToken: person.accessToken,
      body: { currentPassword: PASSWORD, newPassword: NEXT },
      headers: elsewhere(),
    });
    expect(answer.status).toBe(204);
  });

  it('a sign-in from a new one is mailed to the owner, in their language, time and format', async () => {
    const expert = await newExpert(api, { timeZone: 'Europe/Berlin' });
    const { email } = expert.session.user;
    await expert.call('PATCH', '/experts/me', { language: 'de' });
    const agent = 'Mozilla/5.0 (Windows NT 10.0; rv:150.0) Gecko/20100101 Firefox/150.0';
    const first = await login(api, email, PASSWORD, { 'User-Agent': agent });
    const [mail] = await until('a mail', async () => {
      const mails = await noticesTo(email);
      return mails.length > 0 ? mails : null;
    });
    const text = String(mail?.['text']);
    expect(mail?.['subject']).toBe('Neue Anmeldung in Ihrem Konto');
    expect(text).toContain('Firefox unter Windows');
    expect(text).toMatch(/Zeit in Berlin, GMT\+[12]/);
    expect(text).toContain('https://book.example.com/forgot-password');
    expect(text).not.toMatch(/token=|eb_/);
    // The same browser again is not new; another one is.
    const device = onlyOf(jarOf(first), '__Host-eb_device');
    expect((await login(api, email, PASSWORD, { Cookie: device })).status).toBe(200);
    await login(api, email, PASSWORD);
    await until('a second mail', async () => (await noticesTo(email)).length === 2);
    await until('all rows done', async () => {
      const left = { topic: 'mail.account-notice', state: 'waiting' };
      return (await api.connection.collection('outbox').countDocuments(left)) === 0;
    });
    expect(await noticesTo(email)).toHaveLength(2);
  });

  it('do not cause mails at a registration, a failure or a refresh; a changed password does', async () => {
    const person = await newUser(api);
    const { email } = person.session.user;
    await login(api, email, 'a wrong guess');
    const body = { currentPassword: PASSWORD, newPassword: NEXT };
    expect((await person.call('POST', '/auth/password', body)).status).toBe(204);
    const mails = await until('a mail', async () => {
      const found = await noticesTo(email);
      return found.length > 0 ? found : null;
    });
    expect(mails.map((mail) => String(mail['subject']))).toEqual(['Your password was changed']);
    const stored = JSON.stringify(await api.connection.collection('outbox').find().toArray());
    expect(stored).not.toContain(NEXT);
  });

  it('of a session from before device cookies get one with its next refresh', async () => {
    const { email } = (await newUser(api)).session.user;
    const jar = jarOf(await login(api, email, PASSWORD));
    const Cookie = onlyOf(jar, '__Host-eb_refresh');
    const family = Cookie.split('=')[1]?.split('.')[0] ?? '';
    const sessions = api.connection.collection<{ _id: string }>('sessions');
    await sessions.updateOne({ _id: family }, { $unset: { deviceHash: 1, publicId: 1, authenticatedAt: 1 } });
    const tabs = await Promise.all(
      [0, 1, 2].map(() => api.call<Session>('POST', '/auth/refresh', { headers: { Cookie } })),
    );
    expect(tabs.map(({ status }) => status)).toEqual([200, 200, 200]);
    const named = tabs.map((tab) => onlyOf(jarOf(tab), '__Host-eb_device')).filter((one) => one !== '');
    expect(named).toHaveLength(1);
    await login(api, email, 'a wrong guess');
    for (let i = 0; i <= MAX_FAILURES; i++) await login(strict, email, 'a wrong guess');
    expect((await login(strict, email, PASSWORD, { Cookie: named[0] ?? '' })).status).toBe(200);
  });

  it('refresh grace only for the same device: elsewhere a replaced token ends the session', async () => {
    const { email } = (await newUser(api)).session.user;
    const refresh = (headers: Record<string, string>) => api.call('POST', '/auth/refresh', { headers });
    const thieves: Record<string, string>[] = [
      {},
      { 'User-Agent': 'Other/1' },
      { 'X-Forwarded-For': '198.51.100.7' },
    ];
    for (const thief of thieves) {
      const jar = jarOf(await login(api, email, PASSWORD));
      const renewed = await refresh({ Cookie: jar });
      expect(renewed.status).toBe(200);
      // A second tab of the same browser, a moment later.
      expect((await refresh({ Cookie: jar, 'User-Agent': 'Updated/2' })).status).toBe(200);
      const copied = onlyOf(jar, '__Host-eb_refresh');
      expect((await refresh({ Cookie: copied, ...thief })).status).toBe(401);
      const newest = onlyOf(jarOf(renewed), '__Host-eb_refresh');
      expect((await refresh({ Cookie: newest })).status).toBe(401);
    }
  });

  it('re-authentication: irreversible actions need the password entered a moment ago', async () => {
    const person = await newExpert(api);
    const { email } = person.session.user;
    const { accessToken } = (await login(api, email, PASSWORD)).body;
    const { accessToken: other } = (await login(api, email, PASSWORD)).body;
    const exported = (token: string) => strict.call<Problem>('GET', '/auth/export', { accessToken: token });
    const confirm = (password: string) =>
      strict.call<Problem>('POST', '/auth/reauthenticate', {
        accessToken,
        body: { password },
        headers: elsewhere(),
      });
    expect((await exported(accessToken)).status).toBe(200);
    await api.connection
      .collection('sessions')
      .updateMany({}, { $set: { authenticatedAt: new Date(Date.now() - RECENT_MS - 1000) } });
    expect(await exported(accessToken)).toMatchObject({
      status: 403,
      body: { code: 'reauthentication_required' },
    });
    expect(await confirm('a wrong guess')).toMatchObject({
      status: 401,
      body: { code: 'invalid_credentials' },
    });
    expect((await confirm(PASSWORD)).status).toBe(204);
    expect((await exported(accessToken)).status).toBe(200);
    // Sessions are independent of each other.
    expect((await exported(other)).status).toBe(403);
    for (let i = 0; i < MAX_FAILURES; i++) await confirm('a wrong guess');
    expect(await confirm(PASSWORD)).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    // A refresh is no proof.
    await api.connection
      .collection('sessions')
      .updateMany({}, { $set: { authenticatedAt: new Date(Date.now() - RECENT_MS - 1000) } });
    const jar = jarOf(await login(api, email, PASSWORD));
    await api.connection.collection('sessions').updateMany({}, { $set: { authenticatedAt: new Date(0) } });
    const refreshed = await api.call<Session>('POST', '/auth/refresh', { headers: { Cookie: jar } });
    expect((await exported(refreshed.body.accessToken)).status).toBe(403);
  });

  it('cookie names exclude other hosts, and a cookie with its old name still signs in', async () => {
    const headers = { Origin: 'https://book.example.com' };
    const answer = await api.call('POST', '/auth/register', {
      body: { name: 'Ada', email: 'cookies@example.com', password: PASSWORD },
      headers,
    });
    expect(answer.status).toBe(201);
    const cookies = answer.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual(['__Host-eb_refresh', '__Host-eb_device']);
    for (const cookie of cookies) {
      expect(cookie.split('; ')).toEqual(
        expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']),
      );
      expect(cookie).not.toContain('Domain');
    }
    // A browser signed in by an older release sends the cookie with its old name, and then gets the new one.
    const token = cookies[0]?.split(';')[0]?.replace('__Host-eb_refresh=', '') ?? '';
    const former = { ...headers, Cookie: `eb_refresh=${token}` };
    const renewed = await api.call('POST', '/auth/refresh', { headers: former });
    expect(renewed.status).toBe(200);
    const [next, gone] = renewed.headers.getSetCookie();
    expect(next).toMatch(/^__Host-eb_refresh=[\w-]{22}\./);
    expect(gone).toMatch(/^eb_refresh=;.*Path=\/api\/v1\/auth/);
  });
});
