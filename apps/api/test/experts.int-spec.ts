import type { ExpertProfile, Me, Problem, PublicExpertPage, Schedule } from '@expertbook/contracts';
import { HANDLE_PATTERN, RESERVED_HANDLES } from '@expertbook/contracts';
import { Types } from 'mongoose';
import { ExpertsService } from '../src/app/experts/experts.service';
import type { TestApi } from './harness';
import { startApi } from './harness';
import { newExpert, newUser, tally } from './people';

describe('experts', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi({ TRANSACTION_DEADLINE_MS: '20000' })));
  afterAll(() => api.close());

  it('are users with a handle, working hours and a calendar', async () => {
    const person = await newUser(api);
    const answer = await person.call<ExpertProfile>('POST', '/experts', {
      handle: 'ada',
      headline: ' Engines ',
      bio: 'One\r\nTwo',
      timeZone: 'Asia/Kolkata',
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        handle: 'ada',
        name: 'Ada Lovelace',
        headline: 'Engines',
        bio: 'One\nTwo',
        timeZone: 'Asia/Kolkata',
      },
    });
    const me = await person.call<Me>('GET', '/auth/me');
    expect(me.body.expert).toEqual(answer.body);
    const schedules = await person.call<Schedule[]>('GET', '/schedules');
    expect(schedules.body).toMatchObject([
      { name: 'Working hours', timeZone: 'Asia/Kolkata', isDefault: true },
    ]);
    expect(schedules.body[0]?.weekly.map((day) => day.length)).toEqual([0, 1, 1, 1, 1, 1, 0]);
    const calendar = await api.connection
      .collection('calendars')
      .findOne({ _id: new Types.ObjectId(answer.body.id) });
    expect(calendar).toMatchObject({ lastChange: { reason: 'schedule' } });
    const service = api.app.get(ExpertsService);
    expect((await service.findByHandle('ADA'))?._id.toHexString()).toBe(answer.body.id);
    expect((await service.findByUserId(new Types.ObjectId(me.body.id)))?.handle).toBe('ada');
  });

  it('get mails in the language of the page on which they began, until they choose another', async () => {
    const begin = async (headers: Record<string, string>) => {
      const person = await newUser(api);
      const request = {
        handle: `speaks-${headers['Accept-Language'] ?? 'nothing'}`,
        timeZone: 'Europe/Berlin',
      };
      return (await person.call<ExpertProfile>('POST', '/experts', request, { headers })).body.language;
    };
    expect(await begin({ 'Accept-Language': 'ar' })).toBe('ar');
    expect(await begin({ 'Accept-Language': 'pl', Cookie: 'lang=de' })).toBe('de');
    expect(await begin({})).toBe('en');
  });

  it('have one handle each: of twenty users who request it at the same time one gets it, and nothing of the others is stored', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => newUser(api)));
    const answers = await Promise.all(
      people.map((person) =>
        person.call('POST', '/experts', { handle: 'wanted', timeZone: 'Europe/Berlin' }),
      ),
    );
    expect(tally(answers)).toEqual({ '201': 1, '409 handle_taken': 19 });
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      errors: [{ field: 'handle', code: 'handle_taken' }],
    });
    const experts = await api.connection.collection('experts').find().toArray();
    const ids = experts.map(({ _id }) => String(_id)).sort();
    const owners = async (name: string, field: string): Promise<string[]> =>
      (await api.connection.collection(name).distinct(field)).map(String).sort();
    expect(await owners('schedules', 'expertId')).toEqual(ids);
    expect(await owners('calendars', '_id')).toEqual(ids);
  });

  it('become experts once, however many requests are sent at the same time', async () => {
    const person = await newUser(api);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        person.call('POST', '/experts', { handle: `many-${i}`, timeZone: 'Europe/Berlin' }),
      ),
    );
    expect(tally(answers)).toEqual({ '201': 1, '409 already_expert': 9 });
    expect((await person.call<Schedule[]>('GET', '/schedules')).body).toHaveLength(1);
  });

  it('cannot have a path of the server as a handle', () => {
    const routes = api.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    const segments = [...routes.matchAll(/^[├└]── \/([^/\s]+)/gm)].map(([, segment = '']) => segment);
    const handles = new Set(segments.filter((segment) => new RegExp(HANDLE_PATTERN).test(segment)));
    expect(handles).toContain('api');
    expect(handles).toContain('metrics');
    expect([...handles].filter((handle) => !RESERVED_HANDLES.includes(handle))).toEqual([]);
  });

  it.each(['login', 'api', 'expertbook'])('cannot have the handle %s', async (handle) => {
    const person = await newUser(api);
    expect(await person.call('POST', '/experts', { handle, timeZone: 'Europe/Berlin' })).toMatchObject({
      status: 422,
      body: { code: 'handle_reserved', errors: [{ field: 'handle' }] },
    });
  });

  it('get the errors of their profile', async () => {
    const person = await newUser(api);
    for (const handle of [
      'ab',
      'Ada',
      '-ada',
      'ada-',
      'a--da',
      'a/da',
      'ädä',
      'a'.repeat(41),
      null,
      { $ne: 1 },
    ]) {
      const answer = await person.call<Problem>('POST', '/experts', { handle, timeZone: 'Europe/Berlin' });
      expect([handle, answer.status, answer.body.errors?.[0]?.field]).toEqual([handle, 422, 'handle']);
    }
    const answer = await person.call<Problem>('POST', '/experts', {
      handle: 'fine',
      timeZone: 'Mars/Olympus',
      headline: null,
      bio: 'a\u0000b',
      userId: 'x',
    });
    expect(answer.body.errors?.map(({ field }) => field).sort()).toEqual([
      'bio',
      'headline',
      'timeZone',
      'userId',
    ]);
  });

  it('change their profile without changing their schedules', async () => {
    const expert = await newExpert(api);
    const other = await newExpert(api);
    const answer = await expert.call<ExpertProfile>('PATCH', '/experts/me', {
      headline: 'New',
      timeZone: 'America/New_York',
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { ...expert.profile, headline: 'New', timeZone: 'America/New_York' },
    });
    expect((await expert.call<Schedule[]>('GET', '/schedules')).body).toMatchObject([
      { timeZone: 'Europe/Berlin' },
    ]);
    expect(await expert.call('PATCH', '/experts/me', { handle: other.profile.handle })).toMatchObject({
      status: 409,
      body: { code: 'handle_taken' },
    });
    expect(await expert.call('PATCH', '/experts/me', { handle: 'admin' })).toMatchObject({
      body: { code: 'handle_reserved' },
    });
    const same = await expert.call<ExpertProfile>('PATCH', '/experts/me', { handle: expert.profile.handle });
    expect(same).toMatchObject({ status: 200, body: answer.body });
    expect((await expert.call('PATCH', '/experts/me', { name: null })).status).toBe(422);
  });

  it('are the only users of the routes for experts', async () => {
    const person = await newUser(api);
    for (const [method, path] of [
      ['PATCH', '/experts/me'],
      ['GET', '/schedules'],
      ['GET', '/event-types'],
    ] as const) {
      const body = method === 'PATCH' ? {} : undefined;
      expect(await person.call(method, path, body)).toMatchObject({
        status: 403,
        body: { code: 'not_expert' },
      });
      const anonymous = await api.call(method, path, { ...(body && { body }) });
      expect(anonymous).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    }
  });

  it('have a public page without private data', async () => {
    const expert = await newExpert(api, { headline: 'Hello' });
    const page = await api.call<PublicExpertPage>('GET', `/experts/${expert.profile.handle.toUpperCase()}`);
    const {
      id: _id,
      allowedSites: _s,
      notifications: _n,
      hourCycle: _h,
      weekStart: _w,
      previousHandles: _p,
      noteUntil: _u,
      ...face
    } = expert.profile;
    expect(page).toMatchObject({ status: 200, body: { eventTypes: [] } });
    expect({ ...page.body.expert, ...page.body.profile }).toEqual(face);
    expect(face).toMatchObject({ photoUrl: null, brandColor: null, language: 'en' });
    expect(JSON.stringify(page.body)).not.toContain(expert.session.user.email);
    for (const nobody of ['nobody-here', 'me', '%00', '%zz', '$ne', 'a'.repeat(500)]) {
      const answer = await api.call<Problem>('GET', `/experts/${nobody}`);
      expect([nobody, answer.status, answer.body.code]).toEqual([nobody, 404, 'not_found']);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });

  it('choose colour, language, sites and mails, each separately', async () => {
    const expert = await newExpert(api);
    const change = (body: unknown) => expert.call<ExpertProfile>('PATCH', '/experts/me', body);
    const first = await change({
      brandColor: '#2F6B4F',
      language: 'ar',
      allowedSites: ['https://Example.com/page', 'https://example.com', 'http://localhost:4200/'],
      notifications: { booked: false },
    });
    expect(first).toMatchObject({
      status: 200,
      body: {
        brandColor: '#2f6b4f',
        language: 'ar',
        allowedSites: ['https://example.com', 'http://localhost:4200'],
        notifications: { booked: false, cancelled: true, rescheduled: true },
      },
    });
    const second = await change({ brandColor: null, notifications: { cancelled: false } });
    expect(second.body).toEqual({
      ...first.body,
      brandColor: null,
      notifications: { booked: false, cancelled: false, rescheduled: true },
    });
    expect((await expert.call<Me>('GET', '/auth/me')).body.expert).toEqual(second.body);
  });

  it("choose hour cycle and first day of the week, and can return to their language's default", async () => {
    const expert = await newExpert(api);
    const change = (body: unknown) => expert.call<ExpertProfile>('PATCH', '/experts/me', body);
    expect(expert.profile).toMatchObject({ hourCycle: null, weekStart: null });
    const chosen = await change({ hourCycle: 'h12', weekStart: 0 });
    expect(chosen).toMatchObject({
      status: 200,
      body: { ...expert.profile, hourCycle: 'h12', weekStart: 0 },
    });
    const other = await change({ weekStart: 6 });
    expect(other.body).toEqual({ ...chosen.body, weekStart: 6 });
    expect((await expert.call<Me>('GET', '/auth/me')).body.expert).toEqual(other.body);
    const exported = await expert.call<{ account: Me }>('GET', '/auth/export');
    expect(exported.body.account.expert).toEqual(other.body);
    expect((await change({ hourCycle: null, weekStart: null })).body).toEqual(expert.profile);
  });

  it('get an error for an invalid choice', async () => {
    const expert = await newExpert(api);
    const bad: [body: Record<string, unknown>, field: string][] = [
      [{ brandColor: 'red' }, 'brandColor'],
      [{ brandColor: '#12345' }, 'brandColor'],
      [{ language: 'fr' }, 'language'],
      [{ language: null }, 'language'],
      [{ hourCycle: 'h24' }, 'hourCycle'],
      [{ hourCycle: 12 }, 'hourCycle'],
      [{ hourCycle: ['h12'] }, 'hourCycle'],
      [{ weekStart: 2 }, 'weekStart'],
      [{ weekStart: '1' }, 'weekStart'],
      [{ weekStart: true }, 'weekStart'],
      [{ weekStart: [0] }, 'weekStart'],
      [{ allowedSites: ['http://example.com'] }, 'allowedSites'],
      [{ allowedSites: ['https://*.example.com'] }, 'allowedSites'],
      [{ allowedSites: ["https://a;script-src'none'"] }, 'allowedSites'],
      [{ allowedSites: Array.from({ length: 21 }, (_, i) => `https://${i}.example.com`) }, 'allowedSites'],
      [{ allowedSites: [{ $ne: 1 }] }, 'allowedSites'],
      [{ allowedSites: 'https://example.com' }, 'allowedSites'],
      [{ notifications: { booked: 'no' } }, 'notifications.booked'],
      [{ notifications: { all: true } }, 'notifications.all'],
      [{ notifications: null }, 'notifications'],
      [{ previousHandles: ['x'] }, 'previousHandles'],
      [{ photoVersion: 'x' }, 'photoVersion'],
      [{ handles: ['x'] }, 'handles'],
    ];
    for (const [body, field] of bad) {
      const answer = await expert.call<Problem>('PATCH', '/experts/me', body);
      expect([body, answer.status, answer.body.errors?.map((error) => error.field)]).toEqual([
        body,
        422,
        [field],
      ]);
    }
    expect((await expert.call<Me>('GET', '/auth/me')).body.expert).toEqual(expert.profile);
  });
});
