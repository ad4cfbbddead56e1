import type { EventType, Problem } from '@expertbook/contracts';
import { Types } from 'mongoose';
import { accountsOf, cookieOf, NEXT, PASSWORD } from './browser';
import { fillProfile, PROFILE_WORDS } from './full-profile';
import { FEED_SETTINGS, startFeed } from './feed-server';
import type { TestApi } from './harness';
import { startApi } from './harness';
import { book, openExpert } from './open-expert';
import { newExpert, newUser } from './people';
import { until } from './until';
import { AccountDeletion } from '../src/app/account/account-deletion.service';
import { AccountAnonymizer } from '../src/app/account/account-anonymizer.service';
import type { Expert } from '../src/app/offerings/expert.schema';
import { Sweeper } from '../src/app/leases/sweeper';
import { ExpertsService } from '../src/app/experts/experts.service';

const manage = ({ manageToken }: { manageToken: string }) => ({ 'X-Manage-Token': manageToken });

describe('a deleted account', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi(FEED_SETTINGS)));
  afterAll(() => api.close({ damaged: 'a booking is moved into the past by hand, without its claim' }));
  const { login, browser } = accountsOf(() => api);

  it("is gone at once if it was no expert's", async () => {
    const person = await newUser(api);
    const here = await browser(person);
    const { email, id } = person.session.user;
    expect(await here.call('DELETE', '/auth/me', { password: 'wrong' })).toMatchObject({
      status: 401,
      body: { code: 'invalid_credentials' },
    });
    expect(await here.call('DELETE', '/auth/me', {})).toMatchObject({ status: 422 });
    const answer = await here.call('DELETE', '/auth/me', { password: PASSWORD });
    expect(answer.status).toBe(204);
    expect(cookieOf(answer)).toBe('eb_refresh=');
    expect(await here.isIn()).toBe(false);
    expect(await here.call('GET', '/auth/me')).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    });
    expect((await login(email, PASSWORD)).status).toBe(401);
    expect(JSON.stringify(await everything())).not.toContain(id);
    const again = await api.call('POST', '/auth/register', {
      body: { name: 'Ada', email, password: PASSWORD },
    });
    expect(again.status).toBe(201);
  });

  const everything = async (): Promise<Record<string, unknown[]>> => {
    const names = [
      'users',
      'experts',
      'sessions',
      'schedules',
      'event_types',
      'bookings',
      'photos',
      'covers',
      'password_resets',
      'connections',
      'connected_calendars',
      'external_events',
      'external_busy',
      'booking_entries',
      'calendar_feeds',
    ];
    const lists = await Promise.all(names.map((name) => api.connection.collection(name).find().toArray()));
    return Object.fromEntries(names.map((name, i) => [name, lists[i] ?? []]));
  };

  it('cancels future bookings, notifies the clients, and keeps their pages', async () => {
    const { ada, type, start } = await openExpert(api);
    await ada.call('PATCH', '/experts/me', {
      bio: 'My life',
      headline: 'My headline',
      brandColor: '#123456',
      hourCycle: 'h12',
      weekStart: 6,
    });
    await fillProfile(api, ada, type);
    const feed = await startFeed();
    feed.set([{ uid: 'dentist', start: start(20), end: start(21) }]);
    expect(
      (await ada.call('POST', '/connections/ics', { address: feed.address, name: 'Family feed' })).status,
    ).toBe(201);
    const booked = (await book(api, type, start(1))).body;
    const past = (await book(api, type, start(2))).body;
    const gone = (await book(api, type, start(3))).body;
    await api.call('POST', `/bookings/${gone.uid}/cancel`, { headers: manage(gone), body: {} });
    const spare = await ada.call<EventType>('POST', '/event-types', {
      slug: 'spare',
      title: 'Spare',
      durations: [30],
    });
    const hold = await api.call('POST', '/holds', { body: { eventTypeId: type.id, start: start(5) } });
    expect([spare.status, hold.status]).toEqual([201, 201]);
    const hour = 3_600_000;
    await api.connection.collection('bookings').updateOne(
      { 'attendees.uid': past.uid },
      {
        $set: {
          start: new Date(Date.now() - 2 * hour),
          end: new Date(Date.now() - hour),
          meetingUrl: 'https://meet.example/secret',
        },
      },
    );
    await ada.call('POST', '/feeds', { details: 'full' });
    const { email } = ada.session.user;
    const old = ada.profile.handle;
    await ada.call('PATCH', '/experts/me', { handle: `${old}-new` });

    expect((await ada.call('DELETE', '/auth/me', { password: PASSWORD })).status).toBe(204);
    await feed.close();

    expect(await api.call('GET', `/bookings/${booked.uid}`, { headers: manage(booked) })).toMatchObject({
      status: 200,
      body: {
        status: 'cancelled',
        cancelledBy: 'expert',
        expert: { name: 'Deleted account', timeZone: 'Europe/Berlin' },
        attendee: { name: 'Grace Hopper' },
        eventType: { title: 'Intro call' },
      },
    });
    expect(await api.call('GET', `/bookings/${past.uid}`, { headers: manage(past) })).toMatchObject({
      status: 200,
      body: { status: 'completed', meetingUrl: null, location: { kind: 'in_person' } },
    });
    const file = await api.call('GET', `/bookings/${past.uid}/calendar.ics`, { headers: manage(past) });
    expect(file.status).toBe(200);
    const mail = await until('the client’s mail', () =>
      api.connection.collection('inbox').findOne({ to: /grace@example.com/, text: /The account was closed/ }),
    );
    expect(String(mail['text'])).toContain('cancelled your meeting');
    const own = await until('the expert’s mail', () =>
      api.connection.collection('inbox').findOne({ to: new RegExp(email), text: /The account was closed/ }),
    );
    // Nothing of the expert is there any more; only the installation itself may be linked.
    for (const { text, html } of [mail, own]) {
      const links = `${String(text)} ${String(html)}`.match(/https?:\/\/localhost[^\s"'<>]*/g) ?? [];
      expect(links.length).toBeGreaterThan(0);
      expect(links.filter((link) => new URL(link).pathname !== '/')).toEqual([]);
    }

    for (const handle of [old, `${old}-new`, `~${ada.profile.id}`]) {
      expect((await api.call('GET', `/experts/${handle}`)).status).toBe(404);
      expect((await api.call('GET', `/experts/${handle}/event-types/intro`)).status).toBe(404);
    }
    expect((await book(api, type, start(8))).status).toBe(404);
    const passwords = { currentPassword: PASSWORD, newPassword: NEXT };
    for (const answer of [
      await ada.call<Problem>('GET', '/auth/me'),
      await ada.call<Problem>('GET', '/auth/export'),
      await ada.call<Problem>('POST', '/auth/password', passwords),
      await ada.call<Problem>('DELETE', '/auth/me', { password: PASSWORD }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
    }
    expect((await ada.call('GET', '/bookings')).status).toBe(401);
    expect((await ada.call('POST', '/experts', { handle: `${old}-again`, timeZone: 'UTC' })).status).toBe(
      401,
    );

    const remains = await everything();
    const ofConnections = ['connections', 'connected_calendars', 'external_events', 'external_busy'];
    for (const name of [...ofConnections, 'booking_entries', 'calendar_feeds'])
      expect([name, remains[name]]).toEqual([name, []]);
    const left = JSON.stringify(remains);
    for (const word of [
      email,
      old,
      'Ada Lovelace',
      'My life',
      'My headline',
      '#123456',
      'hourCycle',
      'weekStart',
      ...PROFILE_WORDS,
      'Secret Street',
      'Private words',
      'meet.example',
      'Spare',
      'Family feed',
      'externalCalendars',
    ]) {
      expect([word, left.includes(word)]).toEqual([word, false]);
    }
    for (const handle of [old, `${old}-new`])
      await expect(newExpert(api, { handle })).rejects.toThrow('handle_taken');
    expect(
      (await api.call('POST', '/auth/register', { body: { name: 'Ada', email, password: PASSWORD } })).status,
    ).toBe(201);
    await everyReferenceLeadsSomewhere();
  });

  it('is completed by another process after an interruption', async () => {
    // No other process continues it here.
    await api.app.get(Sweeper).beforeApplicationShutdown();
    const { ada, type, start } = await openExpert(api);
    const booked = await Promise.all([1, 2, 3].map(async (i) => (await book(api, type, start(i))).body));
    const expert = await api.app.get(ExpertsService).findById(new Types.ObjectId(ada.profile.id));
    const ending = await api.app.get(AccountAnonymizer).close(expert as Expert);
    // Closed at once, even if the rest fails.
    expect((await api.call('GET', `/experts/${ada.profile.handle}`)).status).toBe(404);
    expect((await ada.call('GET', '/auth/me')).status).toBe(401);
    expect((await login(ada.session.user.email, PASSWORD)).status).toBe(401);
    expect((await book(api, type, start(8))).status).toBe(404);
    const deletion = api.app.get(AccountDeletion);
    let steps = 0;
    // Interrupted after one booking, then by a turn that is over before it begins.
    await deletion.resume({
      get isOver() {
        return ++steps > 3;
      },
    });
    await deletion.resume({ isOver: true });
    const endings = () => api.connection.collection('account_endings').countDocuments({ _id: ending._id });
    expect(await endings()).toBe(1);
    const statuses = async () =>
      Promise.all(
        booked.map(
          async (one) =>
            (await api.call<{ status: string }>('GET', `/bookings/${one.uid}`, { headers: manage(one) })).body
              .status,
        ),
      );
    expect(new Set(await statuses())).toEqual(new Set(['cancelled', 'confirmed']));
    await Promise.all([deletion.resume({ isOver: false }), deletion.resume({ isOver: false })]);
    expect(await statuses()).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(await endings()).toBe(0);
    expect(await api.connection.collection('experts').findOne({ _id: ending._id })).toMatchObject({
      name: 'Deleted account',
    });
    const mails = await until('all mails are out', async () => {
      const found = await api.connection
        .collection('outbox')
        .find({ key: /^mail.booking:cancelled:.*:client$/ })
        .toArray();
      const own = found.filter(({ key }) => booked.some(({ uid }) => String(key).includes(uid)));
      return own.every(({ state }) => state === 'done') && own;
    });
    expect(mails).toHaveLength(3);
  });

  const everyReferenceLeadsSomewhere = async (): Promise<void> => {
    const db = api.connection;
    const ids = async (name: string) => new Set((await db.collection(name).distinct('_id')).map(String));
    const [users, experts, types, schedules] = await Promise.all(
      ['users', 'experts', 'event_types', 'schedules'].map(ids),
    );
    const refs = async (name: string, field: string) =>
      (await db.collection(name).distinct(field)).filter(Boolean).map(String);
    expect((await refs('experts', 'userId')).filter((id) => !users?.has(id))).toEqual([]);
    expect((await refs('bookings', 'expertId')).filter((id) => !experts?.has(id))).toEqual([]);
    expect((await refs('bookings', 'eventTypeId')).filter((id) => !types?.has(id))).toEqual([]);
    expect((await refs('event_types', 'expertId')).filter((id) => !experts?.has(id))).toEqual([]);
    expect((await refs('event_types', 'scheduleId')).filter((id) => !schedules?.has(id))).toEqual([]);
    expect((await refs('schedules', 'expertId')).filter((id) => !experts?.has(id))).toEqual([]);
  };

  it('accepts no booking while it is being deleted', async () => {
    const { ada, type, start } = await openExpert(api);
    const [deleted, ...rush] = await Promise.all([
      ada.call('DELETE', '/auth/me', { password: PASSWORD }),
      ...Array.from({ length: 20 }, (_, i) => book(api, type, start(i))),
    ]);
    expect(deleted.status).toBe(204);
    for (const answer of rush) {
      expect([201, 404]).toContain(answer.status);
      if (answer.status !== 201) continue;
      const seen = await api.call<{ status: string }>('GET', `/bookings/${answer.body.uid}`, {
        headers: manage(answer.body),
      });
      expect(seen.body.status).toBe('cancelled');
    }
  });
});
