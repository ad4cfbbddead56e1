import type { Me, Problem, RegisterRequest, Session, SignedInSession } from '@expertbook/contracts';
import { JwtService } from '@nestjs/jwt';
import { AccessTokens } from '../src/app/auth/access-tokens';
import { REUSE_GRACE_MS } from '../src/app/sign-in/refresh-tokens';
import type { Answer, TestApi } from './harness';
import { TEST_SETTINGS, startApi } from './harness';

const PASSWORD = 'correct horse battery';
let number = 0;
const somebody = (): RegisterRequest => ({
  name: 'Ada Lovelace',
  email: `Ada${++number}@Example.com`,
  password: PASSWORD,
});

/** `name=value` of the refresh cookie in a response; null without one. */
function cookieOf(answer: Answer<unknown>): string | null {
  const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('eb_refresh='));
  return line?.split(';')[0] ?? null;
}

function tally(answers: readonly Answer<unknown>[]): Record<string, number> {
  return answers.reduce<Record<string, number>>((counts, { status, body }) => {
    const key = `${status} ${(body as Problem | null)?.code ?? ''}`.trim();
    return { ...counts, [key]: (counts[key] ?? 0) + 1 };
  }, {});
}

describe('accounts', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());

  const register = (body: Partial<RegisterRequest> = {}): Promise<Answer<Session>> =>
    api.call('POST', '/auth/register', { body: { ...somebody(), ...body } });
  const login = (email: string, password = PASSWORD): Promise<Answer<Session & Problem>> =>
    api.call('POST', '/auth/login', { body: { email, password } });
  const refresh = (
    cookie: string,
    headers: Record<string, string> = {},
  ): Promise<Answer<Session & Problem>> =>
    api.call('POST', '/auth/refresh', { headers: { Cookie: cookie, ...headers } });
  const signedIn = async (): Promise<{ cookie: string; session: Session }> => {
    const answer = await register();
    return { cookie: cookieOf(answer) ?? '', session: answer.body };
  };
  /** Moves the last rotation of a session further back than the grace period. */
  const letGracePass = (cookie: string): Promise<unknown> =>
    api.connection
      .collection<{ _id: string }>('sessions')
      .updateOne(
        { _id: cookie.slice('eb_refresh='.length).split('.')[0] },
        { $set: { rotatedAt: new Date(Date.now() - REUSE_GRACE_MS - 1000) } },
      );

  it('register and sign in with any letter case of the email', async () => {
    const person = somebody();
    const registered = await register(person);
    expect(registered).toMatchObject({
      status: 201,
      body: { expiresIn: 900, user: { name: person.name, email: person.email, expert: null } },
    });
    const answer = await login(person.email.toUpperCase());
    expect(answer.status).toBe(200);
    expect(answer.body.user).toEqual(registered.body.user);
    const me = await api.call<Me>('GET', '/auth/me', { accessToken: answer.body.accessToken });
    expect(me).toMatchObject({ status: 200, body: registered.body.user });
    expect(me.headers.get('cache-control')).toBe('no-store');
  });

  it('give the refresh token to the browser where no script and no other site can use it', async () => {
    const answer = await register();
    const [line] = answer.headers.getSetCookie();
    expect(line).toMatch(/^eb_refresh=[\w-]{22}\.[\w-]{43};/);
    expect(line?.split('; ').slice(1)).toEqual(
      expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/api/v1/auth', `Max-Age=${30 * 86_400}`]),
    );
    expect(line).not.toContain('Secure');
    expect(JSON.stringify(answer.body)).not.toContain(cookieOf(answer)?.slice('eb_refresh='.length));
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('keep neither passwords nor tokens in the database', async () => {
    const { cookie, session } = await signedIn();
    const everything = JSON.stringify(
      await Promise.all(
        ['users', 'sessions', 'sign_in_attempts'].map((name) =>
          api.connection.collection(name).find().toArray(),
        ),
      ),
    );
    expect(everything).toContain(session.user.id);
    expect(everything).not.toContain(PASSWORD);
    expect(everything).not.toContain(cookie.split('.')[1]);
  });

  it('are one per email, however many register at the same time', async () => {
    const person = somebody();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        register({ ...person, email: i % 2 ? person.email : person.email.toLowerCase() }),
      ),
    );
    expect(tally(answers)).toEqual({ '201': 1, '409 email_taken': 19 });
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ errors: [{ field: 'email', code: 'email_taken' }] });
    expect(cookieOf(refused as Answer<unknown>)).toBeNull();
  });

  it('reject weak passwords and invalid fields by name', async () => {
    expect(await register({ password: 'password123' })).toMatchObject({
      status: 422,
      body: { code: 'validation_failed', errors: [{ field: 'password', code: 'common_password' }] },
    });
    const answer = await api.call<Problem>('POST', '/auth/register', {
      body: { name: ' ', email: 'nobody', password: 'short', admin: true },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map(({ field }) => field).sort()).toEqual([
      'admin',
      'email',
      'name',
      'password',
    ]);
  });

  it('reject query operators in place of strings', async () => {
    const answer = await api.call<Problem>('POST', '/auth/login', {
      body: { email: { $ne: null }, password: { $ne: null } },
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
  });

  it('respond to an unknown email exactly as to a wrong password', async () => {
    const person = somebody();
    await register(person);
    const wrong = await login(person.email, 'another password');
    const unknown = await login('nobody@example.com', 'another password');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    expect(unknown.body).toEqual(wrong.body);
  });

  it('do not reveal by the response time whether an email is known', async () => {
    const person = somebody();
    await register(person);
    const timeOf = async (email: string): Promise<number> => {
      const start = performance.now();
      await login(email, 'another password');
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 9; i++) {
      known.push(await timeOf(person.email));
      unknown.push(await timeOf(`nobody${i}@example.com`));
    }
    const median = (times: number[]): number => times.sort((a, b) => a - b)[4] ?? 0;
    expect(median(unknown) / median(known)).toBeGreaterThan(0.5);
  });

  it('have no user without a valid access token', async () => {
    const { session } = await signedIn();
    const jwt = new JwtService();
    const sidOf = ({ accessToken }: Session) => jwt.decode<{ sid: string }>(accessToken).sid;
    const sid = sidOf(session);
    const claims = { sub: session.user.id, sid, iss: 'expertbook', aud: 'expertbook-api' };
    const secret = TEST_SETTINGS['JWT_SECRET'] ?? '';
    const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
    const bad = {
      missing: undefined,
      garbage: 'garbage',
      unsigned: none,
      'another secret': jwt.sign(claims, { secret: `${secret}?` }),
      'another audience': jwt.sign({ ...claims, aud: 'elsewhere' }, { secret }),
      'another issuer': jwt.sign({ ...claims, iss: 'elsewhere' }, { secret }),
      'another algorithm': jwt.sign(claims, { secret, algorithm: 'HS512' }),
      ended: jwt.sign({ ...claims, exp: 1 }, { secret }),
      'no subject': jwt.sign({ sid, iss: claims.iss, aud: claims.aud }, { secret }),
      // As in releases whose tokens had no session.
      'no session': jwt.sign({ ...claims, sid: undefined }, { secret }),
    };
    for (const [why, accessToken] of Object.entries(bad)) {
      const answer = await api.call<Problem>('GET', '/auth/me', { ...(accessToken && { accessToken }) });
      expect([why, answer.status, answer.body.code]).toEqual([why, 401, 'unauthenticated']);
      expect([why, accessToken ? api.app.get(AccessTokens).verify(accessToken) : null]).toEqual([why, null]);
    }
    const othersSession = jwt.sign({ ...claims, sid: sidOf((await signedIn()).session) }, { secret });
    expect((await api.call('GET', '/auth/me', { accessToken: othersSession })).status).toBe(401);
    const user = api.app.get(AccessTokens).verify(session.accessToken);
    expect(String(user?.userId)).toBe(session.user.id);
  });

  it('ignore an invalid access token on public routes', async () => {
    const person = somebody();
    await register(person);
    const answer = await api.call('POST', '/auth/login', {
      body: { email: person.email, password: PASSWORD },
      accessToken: 'garbage',
    });
    expect(answer.status).toBe(200);
  });

  it('replace the refresh token at each use', async () => {
    const { cookie, session } = await signedIn();
    const answer = await refresh(cookie);
    expect(answer).toMatchObject({ status: 200, body: { user: session.user } });
    const next = cookieOf(answer) ?? '';
    expect(next).toMatch(/^eb_refresh=/);
    expect(next).not.toBe(cookie);
    expect((await refresh(next)).status).toBe(200);
  });

  it('let parallel tabs refresh with one token: all succeed, one gets the new token', async () => {
    const { cookie } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(cookie)));
    expect(tally(answers)).toEqual({ '200': 20 });
    const next = answers.map(cookieOf).filter((token) => token !== null);
    expect(next).toHaveLength(1);
    expect((await refresh(next[0] ?? '')).status).toBe(200);
  });

  it('end the whole session when a replaced token is used later', async () => {
    const { cookie } = await signedIn();
    const next = cookieOf(await refresh(cookie)) ?? '';
    await letGracePass(cookie);
    expect(await refresh(cookie)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(await refresh(next)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });

  it('end the whole session when a token before the previous one is used, even at once', async () => {
    const { cookie } = await signedIn();
    const second = cookieOf(await refresh(cookie)) ?? '';
    const third = cookieOf(await refresh(second)) ?? '';
    expect((await refresh(cookie)).status).toBe(401);
    expect((await refresh(third)).status).toBe(401);
  });

  it('sign out in this browser only', async () => {
    const person = somebody();
    const here = cookieOf(await register(person)) ?? '';
    const elsewhere = cookieOf(await login(person.email)) ?? '';
    const answer = await api.call('POST', '/auth/logout', { headers: { Cookie: here } });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^eb_refresh=;.*Path=\/api\/v1\/auth/);
    expect((await refresh(here)).status).toBe(401);
    expect((await refresh(elsewhere)).status).toBe(200);
    expect((await api.call('POST', '/auth/logout')).status).toBe(204);
  });

  it('reject refresh and logout from other sites', async () => {
    const { cookie } = await signedIn();
    for (const path of ['/auth/refresh', '/auth/logout']) {
      const answer = await api.call('POST', path, {
        headers: { Cookie: cookie, Origin: 'https://evil.example' },
      });
      expect(answer).toMatchObject({ status: 403, body: { code: 'origin_refused' } });
    }
    expect((await refresh(cookie, { Origin: api.url })).status).toBe(200);
  });

  it('cannot be refreshed without a token, with an invalid one, or after the session has ended', async () => {
    const { cookie } = await signedIn();
    await api.connection
      .collection<{ _id: string }>('sessions')
      .updateOne(
        { _id: cookie.slice('eb_refresh='.length).split('.')[0] },
        { $set: { expiresAt: new Date(1) } },
      );
    for (const bad of ['', 'eb_refresh=', 'eb_refresh=garbage', cookie]) {
      expect((await refresh(bad)).status).toBe(401);
    }
  });

  it('absolute end: a session ends even if it is always in use', async () => {
    const { cookie, session } = await signedIn();
    const { accessToken } = session;
    const DAY_MS = 86_400_000;
    const openedBefore = (days: number) =>
      api.connection
        .collection<{ _id: string }>('sessions')
        .updateOne(
          { _id: cookie.slice('eb_refresh='.length).split('.')[0] },
          { $set: { createdAt: new Date(Date.now() - days * DAY_MS) } },
        );
    await openedBefore(89.5);
    const last = await refresh(cookie);
    expect(last.status).toBe(200);
    const maxAge = Number(/Max-Age=(\d+)/.exec(last.headers.getSetCookie()[0] ?? '')?.[1]);
    expect(maxAge).toBeGreaterThan(0);
    expect(maxAge).toBeLessThanOrEqual(DAY_MS / 2000);
    const [listed] = (await api.call<SignedInSession[]>('GET', '/auth/sessions', { accessToken })).body;
    expect(Date.parse(listed?.endsAt ?? '') - Date.now()).toBeLessThanOrEqual(DAY_MS / 2);
    await openedBefore(90);
    expect((await api.call('GET', '/auth/me', { accessToken })).status).toBe(401);
    expect((await refresh(cookieOf(last) ?? '')).status).toBe(401);
  });

  it('let the database remove ended sessions', async () => {
    const indexes = await api.connection.collection('sessions').indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }));
  });
});

describe('guessing passwords', () => {
  it('stops after a few attempts per account, over all processes, and restarts after a success', async () => {
    const limit = 3;
    const one = await startApi();
    const strict = { MONGO_URI: one.mongoUri, RATE_LIMIT_SIGN_IN: String(limit), TRUST_PROXY: 'loopback' };
    const person = somebody();
    await one.call('POST', '/auth/register', { body: person });
    const processes = await Promise.all(Array.from({ length: 3 }, () => startApi(strict)));
    let tries = 0;
    // Each from another address, whose own limit is not reached.
    const tryOn = (i: number, password: string): Promise<Answer<Problem>> =>
      (processes[i] as TestApi).call('POST', '/auth/login', {
        body: { email: person.email, password },
        headers: { 'X-Forwarded-For': `203.0.113.${++tries}` },
      });

    expect((await tryOn(0, 'a wrong password')).status).toBe(401);
    expect((await tryOn(0, PASSWORD)).status).toBe(200);
    const guesses = await Promise.all([1, 1, 2, 2].map((i) => tryOn(i, 'a wrong password')));
    expect(tally(guesses)).toEqual({ '401 invalid_credentials': limit, '429 rate_limited': 1 });
    const locked = await tryOn(0, PASSWORD);
    expect(locked).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
    await Promise.all(processes.map(({ app }) => app.close()));
    await one.close();
  });
});
