import type { EmailState, StoppedEmailChange } from '@expertbook/contracts';
import { problemOf } from './harness';
import type { MailingApi, Registered } from './mailed-links';
import { furnish, newAddress, PASSWORD, startMailingApi } from './mailed-links';
import { newUser } from './people';
import { startApi } from './harness';

describe('changing the email of an account', () => {
  let post: MailingApi;
  beforeAll(async () => (post = await startMailingApi()));
  afterAll(() => post.close());

  const verified = async (): Promise<Registered> => {
    const person = await post.register(newAddress('old'));
    await post.verify((await post.linkTo(person.email)).token, person);
    return person;
  };
  const ask = (person: Registered, newEmail: string, password = PASSWORD) =>
    person.call('POST', '/auth/email', { newEmail, password });
  const stateOf = async (person: Registered) => (await person.call<EmailState>('GET', '/auth/email')).body;
  const login = (email: string, password = PASSWORD) =>
    post.api.call('POST', '/auth/login', { body: { email, password } });
  const stop = (token: string) =>
    post.api.call<StoppedEmailChange>('POST', '/auth/email/stop', { body: { token } });

  it('needs the password and proof at the new address, and notifies the old one twice', async () => {
    const ada = await verified();
    const { handle } = await furnish(ada);
    const newEmail = newAddress('new');
    expect((await ask(ada, newEmail, 'not the password')).status).toBe(401);
    expect((await ask(ada, newEmail)).status).toBe(202);
    expect(await stateOf(ada)).toEqual({ email: ada.email, verified: true, pendingEmail: newEmail });
    expect((await login(ada.email)).status).toBe(200);
    expect((await login(newEmail)).status).toBe(401);
    const word = await post.linkTo(ada.email, 2);
    expect(word.page).toBe('stop-email-change');
    expect(word.text).not.toContain(newEmail);

    const { page, token } = await post.linkTo(newEmail);
    expect(page).toBe('verify-email');
    const revision = async () =>
      (await post.api.connection.collection('calendars').find().toArray()).reduce(
        (sum, one) => sum + Number(one['revision']),
        0,
      );
    const before = await revision();
    expect((await post.verify(token, ada)).status).toBe(200);
    // Offerings contain the expert's address, so they are read again.
    expect(await revision()).toBe(before + 1);
    expect(await stateOf(ada)).toEqual({ email: newEmail, verified: true, pendingEmail: null });
    expect((await post.linkTo(ada.email, 3)).page).toBe('stop-email-change');
    expect((await login(newEmail)).status).toBe(200);
    expect((await login(ada.email)).status).toBe(401);
    expect((await post.api.call('GET', `/experts/${handle}`)).status).toBe(200);
    // The old one is free again.
    expect((await post.register(ada.email)).status).toBe(201);
  });

  it('gets the same response for an address that has an account, but sends no mail to it', async () => {
    const [ada, other] = [await verified(), await verified()];
    const free = newAddress('free');
    const mails = post.count(other.email);
    const answers = [await ask(ada, free), await ask(ada, other.email)];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [202, ''],
      [202, ''],
    ]);
    expect(await stateOf(ada)).toMatchObject({ pendingEmail: other.email });
    expect((await ada.call('POST', '/auth/verify-email/resend')).status).toBe(202);
    const marker = await post.register(newAddress());
    await post.linkTo(marker.email);
    expect(post.count(other.email)).toBe(mails);
    expect((await ada.call('DELETE', '/auth/email/pending')).status).toBe(204);
    expect(await stateOf(ada)).toMatchObject({ email: ada.email, pendingEmail: null });
  });

  it('ends with the last request', async () => {
    const ada = await verified();
    const [first, second] = [newAddress('first'), newAddress('second')];
    await ask(ada, first);
    const { token } = await post.linkTo(first);
    await ask(ada, second);
    expect(problemOf(await post.verify(token, ada)).code).toBe('link_expired');
    const { token: last } = await post.linkTo(second);
    await ask(ada, ada.email.toUpperCase());
    expect(problemOf(await post.verify(last, ada)).code).toBe('link_expired');
    expect(await stateOf(ada)).toEqual({ email: ada.email, verified: true, pendingEmail: null });
  });

  it('gives an address to one of two who verify it at the same time', async () => {
    const both = [await verified(), await verified()];
    const email = newAddress('wanted');
    for (const person of both) await ask(person, email);
    const tokens = [(await post.linkTo(email, 1)).token, (await post.linkTo(email, 2)).token];
    const answers = await Promise.all(
      both.flatMap((person) => tokens.map((token) => post.verify(token, person))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const codes = answers.filter(({ status }) => status !== 200).map((answer) => problemOf(answer).code);
    expect(new Set(codes)).toEqual(new Set(['link_expired', 'invalid_credentials']));
  });

  it('can be stopped from the old mailbox before it happens: all sessions end, the password is void', async () => {
    const ada = await verified();
    const thief = newAddress('thief');
    await ask(ada, thief);
    const { token: proof } = await post.linkTo(thief);
    const { token } = await post.linkTo(ada.email, 2);
    const stopped = await stop(token);
    expect(stopped).toMatchObject({ status: 200, body: { email: ada.email } });
    expect(problemOf(await post.verify(proof, { password: PASSWORD })).code).toBe('link_expired');
    expect((await login(ada.email)).status).toBe(401);
    const sessions = await post.api.connection.collection('sessions').find().toArray();
    expect(sessions.filter(({ userId }) => String(userId) === ada.session.user.id)).toEqual([]);
    const body = { token: stopped.body.resetToken, password: 'a password of the owner' };
    expect((await post.api.call('POST', '/auth/password/reset', { body })).status).toBe(204);
    expect((await login(ada.email, body.password)).status).toBe(200);
    expect(problemOf(await stop(token)).code).toBe('link_expired');
  });

  it('can be undone from the old mailbox after it happened, also after a second change', async () => {
    const ada = await verified();
    const [thief, again] = [newAddress('thief'), newAddress('again')];
    await ask(ada, thief);
    await post.verify((await post.linkTo(thief)).token, ada);
    await ask(ada, again);
    await post.verify((await post.linkTo(again)).token, ada);
    // The attacker's own notice of the second change must not end the owner's.
    const [thiefs, later] = [await post.linkTo(thief, 2), await post.linkTo(thief, 3)];
    expect(await stop(thiefs.token)).toMatchObject({ status: 200, body: { email: thief } });
    const owners = await post.linkTo(ada.email, 3);
    const stopped = await stop(owners.token);
    expect(stopped).toMatchObject({ status: 200, body: { email: ada.email } });
    const body = { token: stopped.body.resetToken, password: 'a password of the owner' };
    await post.api.call('POST', '/auth/password/reset', { body });
    expect((await login(ada.email, body.password)).status).toBe(200);
    expect(problemOf(await stop(later.token)).code).toBe('link_expired');
  });

  it('ends links for a new password that went to the old mailbox', async () => {
    const ada = await verified();
    await post.api.call('POST', '/auth/password/forgot', { body: { email: ada.email } });
    const { token: reset } = await post.linkTo(ada.email, 2);
    const newEmail = newAddress('new');
    await ask(ada, newEmail);
    await post.verify((await post.linkTo(newEmail)).token, ada);
    const body = { token: reset, password: 'another long password' };
    expect(problemOf(await post.api.call('POST', '/auth/password/reset', { body })).code).toBe(
      'link_expired',
    );
  });

  it('happens at once where no mail is sent', async () => {
    const api = await startApi();
    const [ada, other] = [await newUser(api), await newUser(api)];
    const newEmail = newAddress('new');
    const password = PASSWORD;
    expect((await ada.call('POST', '/auth/email', { newEmail, password })).status).toBe(202);
    expect(await ada.call('GET', '/auth/email')).toMatchObject({
      body: { email: newEmail, verified: true, pendingEmail: null },
    });
    const taken = await other.call('POST', '/auth/email', { newEmail, password });
    expect([taken.status, problemOf(taken).code]).toEqual([409, 'email_taken']);
    await api.close();
  });
});
