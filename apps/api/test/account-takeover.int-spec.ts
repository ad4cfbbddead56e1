import type { CreatedBookingLink } from '@expertbook/contracts';
import { problemOf } from './harness';
import type { MailingApi, Registered } from './mailed-links';
import { furnish, newAddress, PASSWORD, startMailingApi } from './mailed-links';
import { until } from './until';

const ATTACKERS = 'words of the attacker';

describe('takeover of an unverified account', () => {
  let post: MailingApi;
  beforeAll(async () => (post = await startMailingApi()));
  afterAll(() => post.close());

  /** An attacker who registers with another person's address and prepares the account. */
  const squat = async (email: string) => {
    const account = await post.register(email, { password: ATTACKERS });
    const { handle, eventType } = await furnish(account);
    const path = `/event-types/${eventType.id}/links`;
    const link = (await account.call<CreatedBookingLink>('POST', path, { kind: 'private' })).body;
    return { account, handle, eventType, link };
  };
  /** Documents that an account has left in each collection. */
  const remainsOf = async ({ session }: Registered, handle: string) => {
    const { connection } = post.api;
    const userId = session.user.id;
    const users = await connection.collection('users').find().toArray();
    const sessions = await connection.collection('sessions').find().toArray();
    const links = await connection.collection('booking_links').countDocuments();
    return {
      signIns: users.filter(({ _id, deletedAt }) => String(_id) === userId && !deletedAt).length,
      sessions: sessions.filter((one) => String(one['userId']) === userId).length,
      pages: await connection.collection('experts').countDocuments({ handle }),
      links,
    };
  };
  const login = (email: string, password: string) =>
    post.api.call('POST', '/auth/login', { body: { email, password } });

  it('succeeds for the person who opens the mailed link, and ends everything that the other account created', async () => {
    const email = newAddress('victim');
    const { account: squatter, handle, link } = await squat(email);
    // The attacker also has a pending link for another password.
    await post.linkTo(email);
    await post.api.call('POST', '/auth/password/forgot', { body: { email } });
    const reset = await post.linkTo(email, 2);
    expect(reset.page).toBe('reset-password');

    // For the owner the address is as free as any other.
    const owner = await post.register(email);
    expect(owner.status).toBe(201);
    // Both sign in, each to their own account.
    expect((await login(email, ATTACKERS)).status).toBe(200);
    expect((await login(email, PASSWORD)).body).toMatchObject({ user: { id: owner.session.user.id } });
    const { token } = await post.linkTo(email, 3);
    expect((await post.verify(token, owner)).status).toBe(200);

    expect((await squatter.call('GET', '/auth/me')).status).toBe(401);
    expect((await login(email, ATTACKERS)).status).toBe(401);
    const body = { token: reset.token, password: 'another long password' };
    expect(problemOf(await post.api.call('POST', '/auth/password/reset', { body })).code).toBe(
      'link_expired',
    );
    const gone = { signIns: 0, sessions: 0, pages: 0, links: 0 };
    await until('the remains to be gone', async () => {
      const left = await remainsOf(squatter, handle);
      return JSON.stringify(left) === JSON.stringify(gone) ? left : null;
    });
    expect(link.url).toContain(handle);
    // The handle is free, and the owner can have it.
    const { handle: own } = await furnish(owner, handle);
    expect((await post.api.call('GET', `/experts/${own}`)).status).toBe(200);
    // Only now is the address taken.
    expect((await post.register(email)).status).toBe(409);
  });

  it("is not possible by the owner's click on the mail of the attacker's registration", async () => {
    const email = newAddress('victim');
    const { account: squatter } = await squat(email);
    const { token } = await post.linkTo(email);
    const refused = await post.verify(token);
    expect([refused.status, problemOf(refused).code]).toEqual([401, 'invalid_credentials']);
    expect((await squatter.me()).emailVerified).toBe(false);
  });

  it('leaves one owner when both links are opened at the same time', async () => {
    const email = newAddress('victim');
    const rivals = [await post.register(email), await post.register(email)];
    const tokens = [(await post.linkTo(email, 1)).token, (await post.linkTo(email, 2)).token];
    // Which mail belongs to which account: the one that the account can confirm.
    const links = await post.api.connection.collection('email_links').find({ email }).toArray();
    expect(links.map(({ userId }) => String(userId)).sort()).toEqual(
      rivals.map(({ session }) => session.user.id).sort(),
    );
    const answers = await Promise.all(
      rivals.flatMap((rival) =>
        tokens.map((token) => post.verify(token, { accessToken: rival.accessToken })),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const users = await post.api.connection.collection('users').find({ emailKey: email }).toArray();
    expect(users).toHaveLength(1);
    await until('the other to be gone', async () => {
      const left = await post.api.connection
        .collection('users')
        .countDocuments({ unverifiedEmailKey: email });
      return left === 0;
    });
  });

  it('is also possible by a new password: the mailbox decides, and the account starts empty', async () => {
    const email = newAddress('victim');
    const { account: squatter, handle } = await squat(email);
    await post.linkTo(email);
    await post.api.call('POST', '/auth/password/forgot', { body: { email } });
    const { token } = await post.linkTo(email, 2);
    const body = { token, password: PASSWORD };
    expect((await post.api.call('POST', '/auth/password/reset', { body })).status).toBe(204);
    expect((await squatter.call('GET', '/auth/me')).status).toBe(401);
    expect((await login(email, ATTACKERS)).status).toBe(401);
    expect((await login(email, PASSWORD)).body).toMatchObject({
      user: { email, emailVerified: true, expert: null },
    });
    await until('the page to be gone', async () => (await remainsOf(squatter, handle)).pages === 0);
  });

  it('also happens when a verified account changes to the address', async () => {
    const email = newAddress('victim');
    const { account: squatter } = await squat(email);
    const owner = await post.register(newAddress('owner'));
    expect((await post.verify((await post.linkTo(owner.email)).token, owner)).status).toBe(200);
    await owner.call('POST', '/auth/email', { newEmail: email, password: PASSWORD });
    expect((await post.verify((await post.linkTo(email, 2)).token, owner)).status).toBe(200);
    expect((await squatter.call('GET', '/auth/me')).status).toBe(401);
    expect((await login(email, PASSWORD)).body).toMatchObject({ user: { id: owner.session.user.id } });
  });

  it('does not happen to a verified account: its address is taken, and its owner gets no mail about attempts', async () => {
    const owner = await post.register(newAddress('owner'));
    await post.verify((await post.linkTo(owner.email)).token, owner);
    expect((await post.register(owner.email.toUpperCase())).status).toBe(409);
    expect(post.count(owner.email)).toBe(1);
    expect((await owner.me()).emailVerified).toBe(true);
  });

  it('is not needed for accounts that are never confirmed: they are removed after a month', async () => {
    const { account, handle } = await squat(newAddress('idle'));
    const kept = await post.register(newAddress('kept'));
    await post.verify((await post.linkTo(kept.email)).token, kept);
    const { connection } = post.api;
    const rows = { topic: 'account.end', state: 'waiting' };
    const due = await connection.collection('outbox').find(rows).toArray();
    expect(due.length).toBeGreaterThanOrEqual(2);
    const inDays = ((due[0]?.['dueAt'] as Date).getTime() - Date.now()) / 86_400_000;
    expect(inDays).toBeGreaterThan(29);
    await connection.collection('outbox').updateMany(rows, { $set: { dueAt: new Date() } });
    await until('the idle account to be gone', async () => (await remainsOf(account, handle)).pages === 0);
    await until(
      'the rows to be done',
      async () => (await connection.collection('outbox').countDocuments(rows)) === 0,
    );
    expect((await kept.me()).email).toBe(kept.email);
  });
});
