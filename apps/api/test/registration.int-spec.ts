import type { CreatedInvitation, Invitation, Me, RegistrationInfo, Session } from '@expertbook/contracts';
import { freshMongoUri, problemOf, startApi } from './harness';
import type { Answer, TestApi } from './harness';
import { newAddress, PASSWORD, startMailingApi } from './mailed-links';
import { newUser } from './people';

interface Account {
  status: number;
  code: string | null;
  email: string;
  accessToken: string;
  me: Me | null;
}

const register = async (
  api: TestApi,
  email: string,
  more: Record<string, unknown> = {},
): Promise<Account> => {
  const body = { name: 'Ada Lovelace', email, password: PASSWORD, ...more };
  const answer = await api.call<Session>('POST', '/auth/register', { body });
  const isOpen = answer.status === 201;
  return {
    status: answer.status,
    code: isOpen ? null : problemOf(answer).code,
    email,
    accessToken: isOpen ? answer.body.accessToken : '',
    me: isOpen ? answer.body.user : null,
  };
};
const invite = (api: TestApi, { accessToken }: Account, body: Record<string, unknown> = {}) =>
  api.call<CreatedInvitation>('POST', '/invitations', { accessToken, body });
const secretOf = ({ body }: Answer<CreatedInvitation>) => new URL(body.url).hash.replace('#invitation=', '');
const modeOf = async (api: TestApi) => (await api.call<RegistrationInfo>('GET', '/auth/registration')).body;

describe('registration by invitation', () => {
  let api: TestApi;
  let owner: Account;
  beforeAll(async () => {
    api = await startApi({ REGISTRATION: 'invitation' });
    expect(await modeOf(api)).toEqual({ mode: 'open', verifiesEmail: false });
    // Of several who try to be the first, one is.
    const first = await Promise.all(Array.from({ length: 4 }, () => register(api, newAddress('first'))));
    owner = first.find(({ status }) => status === 201) as Account;
    expect(first.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403]);
  });
  afterAll(() => api.close());

  it('accepts the first account, which then creates the invitations', async () => {
    expect(await modeOf(api)).toEqual({ mode: 'invitation', verifiesEmail: false });
    expect(owner.me).toMatchObject({ isOwner: true, emailVerified: true });
    expect(await register(api, newAddress())).toMatchObject({ status: 403, code: 'invitation_required' });
    const answer = await invite(api, owner);
    expect(answer).toMatchObject({ status: 201, body: { email: null, usedAt: null } });
    const invitation = secretOf(answer);
    const shown = await api.call('POST', '/auth/registration/invitation', { body: { invitation } });
    expect(shown).toMatchObject({ status: 200, body: { email: null } });
    const guest = await register(api, newAddress('guest'), { invitation });
    expect(guest.me).toMatchObject({ isOwner: false });
    expect(await register(api, newAddress(), { invitation })).toMatchObject({
      status: 410,
      code: 'link_used',
    });
    const used = await api.call('POST', '/auth/registration/invitation', { body: { invitation } });
    expect(problemOf(used).code).toBe('link_used');
    // No other account can invite.
    for (const [method, path] of [
      ['POST', '/invitations'],
      ['GET', '/invitations'],
      ['DELETE', `/invitations/${answer.body.id}`],
    ] as const) {
      const body = method === 'POST' ? {} : undefined;
      expect((await api.call(method, path, { accessToken: guest.accessToken, body })).status).toBe(403);
      expect((await api.call(method, path, { body })).status).toBe(401);
    }
  });

  it('stores an invitation hashed, for one person, for a while, until it is revoked', async () => {
    const bound = await invite(api, owner, { email: 'Grace@Example.com' });
    const stored = await api.connection.collection('invitations').find().toArray();
    expect(JSON.stringify(stored)).not.toContain(secretOf(bound));
    const days = (Date.parse(bound.body.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(14, 1);
    const invitation = secretOf(bound);
    expect(await register(api, newAddress(), { invitation })).toMatchObject({ code: 'invitation_required' });
    expect(await register(api, 'grace@example.com', { invitation })).toMatchObject({ status: 201 });

    const revoked = await invite(api, owner);
    const remove = (id: string) =>
      api.call('DELETE', `/invitations/${id}`, { accessToken: owner.accessToken });
    expect((await remove(revoked.body.id)).status).toBe(204);
    expect((await remove(revoked.body.id)).status).toBe(404);
    expect((await remove(bound.body.id)).status).toBe(404);
    expect(await register(api, newAddress(), { invitation: secretOf(revoked) })).toMatchObject({
      status: 410,
      code: 'link_expired',
    });
    const late = await invite(api, owner);
    await api.connection
      .collection('invitations')
      .updateMany({ usedAt: null }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect(await register(api, newAddress(), { invitation: secretOf(late) })).toMatchObject({
      code: 'link_expired',
    });
    const list = await api.call<Invitation[]>('GET', '/invitations', { accessToken: owner.accessToken });
    expect(list.body.map(({ email }) => email)).toContain('Grace@Example.com');
    expect(JSON.stringify(list.body)).not.toContain('#invitation');
  });

  it('opens one account with one invitation, however many use it at once', async () => {
    const invitation = secretOf(await invite(api, owner));
    const all = await Promise.all(
      Array.from({ length: 6 }, () => register(api, newAddress(), { invitation })),
    );
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(all.filter(({ status }) => status !== 201).map(({ code }) => code))).toEqual(
      new Set(['link_used']),
    );
  });

  it('passes to the oldest account when the first one is deleted', async () => {
    const second = await api.connection
      .collection('users')
      .find({ deletedAt: null, email: { $ne: owner.email } })
      .sort({ _id: 1 })
      .next();
    const body = { password: PASSWORD };
    expect((await api.call('DELETE', '/auth/me', { accessToken: owner.accessToken, body })).status).toBe(204);
    const login = { email: String(second?.['email']), password: PASSWORD };
    const { body: session } = await api.call<Session>('POST', '/auth/login', { body: login });
    expect(session.user.isOwner).toBe(true);
  });
});

describe('registration by domain', () => {
  it('accepts addresses of the domains, and invited people', async () => {
    const post = await startMailingApi({ REGISTRATION: 'domain:example.org,Bücher.example' });
    const { api } = post;
    const owner = await post.register('ada@example.org');
    const refused = await api.call('POST', '/auth/register', {
      body: { name: 'Eve', email: 'eve@sub.example.org', password: PASSWORD },
    });
    // No address is verified yet: anyone may still open the first account.
    expect(refused.status).toBe(201);
    await post.verify((await post.linkTo('ada@example.org')).token, owner);
    expect(await owner.me()).toMatchObject({ emailVerified: true, isOwner: true });
    expect(await modeOf(api)).toEqual({ mode: 'domain', verifiesEmail: true });

    // Accepted only as a possible first account, it is rejected now.
    const { token } = await post.linkTo('eve@sub.example.org');
    const late = await post.verify(token, { password: PASSWORD });
    expect([late.status, problemOf(late).code]).toEqual([403, 'registration_closed']);
    for (const email of ['eve@example.com', 'eve@sub.example.org', 'eve@notexample.org']) {
      const answer = await api.call('POST', '/auth/register', {
        body: { name: 'Eve', email, password: PASSWORD },
      });
      expect(problemOf(answer)).toMatchObject({
        status: 403,
        code: 'registration_closed',
        errors: [{ field: 'email', code: 'domain_not_allowed' }],
      });
    }
    expect((await post.register('eva@xn--bcher-kva.example')).status).toBe(201);
    const colleague = await post.register('bob@EXAMPLE.org');
    expect(colleague.status).toBe(201);
    // Nor by changing the address before the first one is verified.
    const elsewhere = await colleague.call('POST', '/auth/email', {
      newEmail: 'bob@example.com',
      password: PASSWORD,
    });
    expect([elsewhere.status, problemOf(elsewhere).code]).toEqual([403, 'registration_closed']);
    const invited = await owner.call<CreatedInvitation>('POST', '/invitations', {
      email: 'carl@example.com',
    });
    const invitation = secretOf(invited);
    const carl = await post.register('carl@example.com', { invitation });
    expect(carl.status).toBe(201);
    const other = await carl.call('POST', '/auth/email', {
      newEmail: 'karl@example.com',
      password: PASSWORD,
    });
    expect(problemOf(other).code).toBe('invitation_required');
    await post.close();
  });
});

describe('registration that is closed', () => {
  it('accepts only the first account, and no invitations', async () => {
    const MONGO_URI = freshMongoUri();
    const before = await startApi({ MONGO_URI, REGISTRATION: 'invitation' });
    const owner = await register(before, newAddress('owner'));
    const invitation = secretOf(await invite(before, owner));
    await before.app.close();
    const api = await startApi({ MONGO_URI, REGISTRATION: 'closed' });
    expect((await modeOf(api)).mode).toBe('closed');
    for (const email of [newAddress(), owner.email]) {
      expect(await register(api, email)).toMatchObject({ status: 403, code: 'registration_closed' });
      expect(await register(api, email, { invitation })).toMatchObject({ code: 'registration_closed' });
    }
    await api.close();
  });

  it('leaves an older database with an owner: its oldest account', async () => {
    const MONGO_URI = freshMongoUri();
    const api = await startApi({ MONGO_URI });
    const oldest = await newUser(api);
    await api.connection.collection('installation').deleteMany({});
    const next = await newUser(api);
    expect((await next.call<Me>('GET', '/auth/me')).body.isOwner).toBe(false);
    expect((await oldest.call<Me>('GET', '/auth/me')).body.isOwner).toBe(true);
    await api.close();
  });
});

describe('the response of anonymous routes about addresses', () => {
  const MAX_ATTEMPTS = 6;

  it('is the same with and without an account', async () => {
    const post = await startMailingApi();
    const { api } = post;
    const verified = await post.register(newAddress('verified'));
    await post.verify((await post.linkTo(verified.email)).token, verified);
    const unverified = await post.register(newAddress('unverified'));
    const unknown = newAddress('unknown');
    const emails = [verified.email, unverified.email, unknown];
    const shapes = async (method: string, path: string, bodyOf: (email: string) => unknown) => {
      const seen = [];
      for (const email of emails) {
        const { status, body } = await api.call(method, path, { body: bodyOf(email) });
        seen.push(JSON.stringify([status, body]).replaceAll(email, '…'));
      }
      return new Set(seen).size;
    };
    expect(await shapes('POST', '/auth/login', (email) => ({ email, password: 'wrong wrong wrong' }))).toBe(
      1,
    );
    expect(await shapes('POST', '/auth/password/forgot', (email) => ({ email }))).toBe(1);
    // Only registration reveals it, and only for verified addresses.
    const statuses = [];
    for (const email of emails) statuses.push((await post.register(email)).status);
    expect(statuses).toEqual([409, 201, 201]);
    await post.close();
  });

  it('is limited where registration reveals it, per network and over all processes', async () => {
    const settings = {
      MONGO_URI: freshMongoUri(),
      REGISTRATIONS_PER_NETWORK: String(MAX_ATTEMPTS),
      TRUST_PROXY: 'loopback',
    };
    const apis = [await startApi(settings), await startApi(settings)];
    const body = { name: 'Ada', email: newAddress('known'), password: PASSWORD };
    const from = (address: string, i: number, email = body.email) =>
      (apis[i % 2] as TestApi).call('POST', '/auth/register', {
        body: { ...body, email },
        headers: { 'X-Forwarded-For': address },
      });
    expect((await from('192.0.2.1', 0)).status).toBe(201);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => from(`2001:db8:0:1::${i + 1}`, i)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 409)).toHaveLength(MAX_ATTEMPTS);
    expect(statuses.filter((status) => status === 429)).toHaveLength(12 - MAX_ATTEMPTS);
    // From then on it reveals nothing about any address.
    expect((await from('2001:db8:0:1::ff', 0, newAddress('free'))).status).toBe(429);
    expect((await from('198.51.100.7', 1, newAddress('free'))).status).toBe(201);
    await apis[1]?.app.close();
    await apis[0]?.close();
  });
});
