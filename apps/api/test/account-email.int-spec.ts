import type { EmailState, EventType, ExpertProfile } from '@expertbook/contracts';
import { addDays } from '@expertbook/scheduling';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { problemOf } from './harness';
import type { MailingApi } from './mailed-links';
import { furnish, newAddress, PASSWORD, startMailingApi } from './mailed-links';
import { watch } from './watcher';
import { writeWebApp } from './web-build';

const MAILS = 4;

describe('the address of a new account', () => {
  let webRoot: string;
  let post: MailingApi;
  beforeAll(async () => {
    webRoot = mkdtempSync(join(tmpdir(), 'web-'));
    writeWebApp(webRoot);
    post = await startMailingApi({ ACCOUNT_MAILS_PER_ADDRESS: String(MAILS), WEB_ROOT: webRoot });
  });
  afterAll(async () => {
    await post.close();
    rmSync(webRoot, { recursive: true });
  });

  /** Status and code of the response to a visitor, for every public route to a page, by name. */
  const seenByStrangers = async (handle: string, { id, slug }: Pick<EventType, 'id' | 'slug'>) => {
    const { api } = post;
    const day = addDays(new Date().toISOString().slice(0, 10), 2);
    const start = `${day}T12:00:00Z`;
    const query = `start=${day}&end=${day}&timeZone=UTC`;
    const attendee = { name: 'Grace', email: newAddress('grace'), timeZone: 'UTC' };
    const watcher = await watch(api.url, { handle, eventType: { slug } as EventType });
    watcher.close();
    const html = async (path: string) => (await fetch(`${api.url}${path}`, { redirect: 'manual' })).status;
    const json = async (method: string, path: string, body?: unknown) => {
      const answer = await api.call(method, path, body === undefined ? {} : { body });
      return answer.status < 300 ? answer.status : `${answer.status} ${problemOf(answer).code}`;
    };
    return {
      profile: await json('GET', `/experts/${handle}`),
      page: await json('GET', `/experts/${handle}/event-types/${slug}`),
      slots: await json('GET', `/experts/${handle}/event-types/${slug}/slots?${query}`),
      hold: await json('POST', '/holds', { eventTypeId: id, start }),
      booking: await json('POST', '/bookings', { eventTypeId: id, start: `${day}T15:00:00Z`, attendee }),
      photo: await json('GET', `/experts/${handle}/photo`),
      watch: watcher.reply.ok ? 'ok' : watcher.reply.code,
      profileHtml: await html(`/${handle}`),
      pageHtml: await html(`/${handle}/${slug}`),
    };
  };

  const uploadPhoto = async (accessToken: string): Promise<URL> => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#0b5f52' } })
      .png()
      .toBuffer();
    const body = new FormData();
    body.append('photo', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'me.png');
    const response = await fetch(`${post.api.url}/api/v1/experts/me/photo`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${accessToken}` },
      body,
    });
    const { photoUrl } = (await response.json()) as ExpertProfile;
    return new URL(new URL(photoUrl ?? '').pathname + new URL(photoUrl ?? '').search, post.api.url);
  };

  it('must be confirmed; until then its page does not exist for visitors', async () => {
    const ada = await post.register(newAddress());
    expect(ada.session.user.emailVerified).toBe(false);
    const { handle, eventType } = await furnish(ada);
    const unknown = { id: '66f0c1d2e3a4b5c6d7e8f900', slug: 'intro' };
    const nothing = await seenByStrangers('nobody-has-this', unknown);
    expect(await seenByStrangers(handle, eventType)).toEqual(nothing);
    // Nor does its previous handle lead there.
    await ada.call('PATCH', '/experts/me', { handle: `${handle}-2` });
    expect(await seenByStrangers(handle, eventType)).toEqual(nothing);
    await ada.call('PATCH', '/experts/me', { handle });
    // The expert sees what clients will see, and can set up everything.
    const day = addDays(new Date().toISOString().slice(0, 10), 2);
    const slots = `/experts/${handle}/event-types/intro/slots?start=${day}&end=${day}&timeZone=UTC`;
    expect(await ada.call('GET', slots)).toMatchObject({
      status: 200,
      body: { slots: { [day]: expect.any(Array) } },
    });
    expect((await ada.call('GET', `/experts/${handle}/event-types/intro`)).status).toBe(200);
    const attendee = { name: 'Grace', email: newAddress('grace'), timeZone: 'UTC' };
    const booking = { eventTypeId: eventType.id, start: `${day}T12:00:00Z`, attendee };
    expect((await ada.call('POST', '/bookings', booking)).status).toBe(404);
    // So is the photo, by the address that only its owner knows.
    const photo = await uploadPhoto(ada.accessToken);
    expect((await fetch(photo.href)).status).toBe(200);
    photo.search = '';
    expect((await fetch(photo.href)).status).toBe(404);
    expect((await fetch(`${photo.href}?v=AAAAAAAAAAAAAAAAAAAA`)).status).toBe(404);

    const { page, token } = await post.linkTo(ada.email);
    expect(page).toBe('verify-email');
    const verified = await post.verify(token, ada);
    expect(verified).toMatchObject({
      status: 200,
      body: { email: ada.email, verified: true, pendingEmail: null },
    });
    expect((await ada.me()).emailVerified).toBe(true);
    expect(await seenByStrangers(handle, eventType)).toEqual({
      profile: 200,
      page: 200,
      slots: 200,
      hold: 201,
      booking: 201,
      photo: 200,
      watch: 'ok',
      profileHtml: 200,
      pageHtml: 200,
    });
    expect(post.count(attendee.email)).toBe(0);
  });

  it('is confirmed by its owner only: signed in to the account, or with its password', async () => {
    const ada = await post.register(newAddress());
    const other = await post.register(newAddress());
    const { token } = await post.linkTo(ada.email);
    for (const by of [{}, other, { password: 'not the password' }]) {
      const refused = await post.verify(token, by);
      expect([refused.status, problemOf(refused).code]).toEqual([401, 'invalid_credentials']);
    }
    expect((await post.verify(token, { password: PASSWORD })).status).toBe(200);
    const again = await post.verify(token, { password: PASSWORD });
    expect([again.status, problemOf(again).code]).toEqual([410, 'link_expired']);
    expect(problemOf(await post.verify('x'.repeat(32), ada)).code).toBe('link_expired');
  });

  it('is stored with a hashed token that expires', async () => {
    const ada = await post.register(newAddress());
    const { token } = await post.linkTo(ada.email);
    const { connection } = post.api;
    const stored = await connection.collection('email_links').find({ email: ada.email }).toArray();
    expect(stored).toHaveLength(1);
    const outbox = await connection.collection('outbox').find().toArray();
    expect(JSON.stringify([stored, outbox])).not.toContain(token);
    await connection
      .collection('email_links')
      .updateOne({ email: ada.email }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect(problemOf(await post.verify(token, ada)).code).toBe('link_expired');
    expect(await ada.me()).toMatchObject({ emailVerified: false });
  });

  it('gets the link again, a few times an hour, regardless of who requests it', async () => {
    const ada = await post.register(newAddress());
    await post.linkTo(ada.email);
    for (let nth = 2; nth <= MAILS; nth++) {
      expect((await ada.call('POST', '/auth/verify-email/resend')).status).toBe(202);
      await post.linkTo(ada.email, nth);
    }
    const refused = await ada.call('POST', '/auth/verify-email/resend');
    expect([refused.status, problemOf(refused).code]).toEqual([429, 'rate_limited']);
    // Nor does a second account send mail to that address; the account is still created.
    expect((await post.register(ada.email)).status).toBe(201);
    const marker = await post.register(newAddress());
    await post.linkTo(marker.email);
    expect(post.count(ada.email)).toBe(MAILS);
    // Every link of the hour is valid.
    expect((await post.verify((await post.linkTo(ada.email, 2)).token, ada)).status).toBe(200);
    expect((await ada.call('POST', '/auth/verify-email/resend')).status).toBe(202);
    expect((await post.api.call('POST', '/auth/verify-email/resend')).status).toBe(401);
  });

  it('may be mistyped: another one is confirmed instead, and the first gets no more mails', async () => {
    const [wrong, right] = [newAddress('wrong'), newAddress('right')];
    const ada = await post.register(wrong);
    await post.linkTo(wrong);
    expect((await ada.call('POST', '/auth/email', { newEmail: right, password: PASSWORD })).status).toBe(202);
    const { token } = await post.linkTo(right);
    expect(await post.verify(token, ada)).toMatchObject({
      status: 200,
      body: { email: right, verified: true },
    });
    expect(post.count(wrong)).toBe(1);
  });

  it('is kept by accounts from before there was verification', async () => {
    const ada = await post.register(newAddress());
    await post.api.connection
      .collection('users')
      .updateOne({ email: ada.email }, { $set: { emailKey: ada.email }, $unset: { unverifiedEmailKey: 1 } });
    const { handle } = await furnish(ada);
    expect((await post.api.call('GET', `/experts/${handle}`)).status).toBe(200);
    expect(await ada.me()).toMatchObject({ emailVerified: true });
  });

  it('can be rejected by its owner, which removes the account', async () => {
    const victim = newAddress('victim');
    const squatter = await post.register(victim);
    const { token } = await post.linkTo(victim);
    expect((await post.api.call('POST', '/auth/verify-email/decline', { body: { token } })).status).toBe(204);
    expect((await squatter.call<EmailState>('GET', '/auth/email')).status).toBe(401);
    const login = { body: { email: victim, password: PASSWORD } };
    expect((await post.api.call('POST', '/auth/login', login)).status).toBe(401);
  });
});
