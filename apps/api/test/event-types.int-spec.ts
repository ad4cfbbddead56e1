import type {
  CreateEventTypeRequest,
  EventType,
  Problem,
  PublicEventTypePage,
  PublicExpertPage,
  Schedule,
} from '@expertbook/contracts';
import { EVENT_TYPE_DEFAULTS } from '@expertbook/contracts';
import { Types } from 'mongoose';
import { CalendarTransactions } from '../src/app/calendars/calendar-transactions';
import { EventTypesService } from '../src/app/event-types/event-types.service';
import { PublicPagesService } from '../src/app/event-types/public-pages.service';
import { buildOpenApi } from '../src/app/api-docs/openapi';
import type { Answer, TestApi } from './harness';
import { startApi } from './harness';
import type { ExpertPerson } from './people';
import { newExpert, tally } from './people';

const PUBLIC_URL = 'https://book.example.com';

describe('event types', () => {
  let api: TestApi;
  let expert: ExpertPerson;
  beforeAll(async () => (api = await startApi({ PUBLIC_URL, TRANSACTION_DEADLINE_MS: '20000' })));
  beforeEach(async () => (expert = await newExpert(api)));
  afterAll(() => api.close());

  const create = (changes: Partial<CreateEventTypeRequest> = {}): Promise<Answer<EventType & Problem>> =>
    expert.call('POST', '/event-types', { slug: 'call', title: 'Call', durations: [30], ...changes });
  const publicPage = (slug: string): Promise<Answer<PublicEventTypePage & Problem>> =>
    api.call('GET', `/experts/${expert.profile.handle}/event-types/${slug}`);
  const revision = (): Promise<number> =>
    api.app.get(CalendarTransactions).revisionOf(new Types.ObjectId(expert.profile.id));

  it('need a title, a slug and durations; all other fields have defaults', async () => {
    const answer = await create();
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ...EVENT_TYPE_DEFAULTS,
      id: answer.body.id,
      slug: 'call',
      title: 'Call',
      durations: [30],
      link: `${PUBLIC_URL}/${expert.profile.handle}/call`,
    });
    expect((await expert.call<EventType>('GET', `/event-types/${answer.body.id}`)).body).toEqual(answer.body);
  });

  it('keep all settings, and change field by field', async () => {
    const [schedule] = (await expert.call<Schedule[]>('GET', '/schedules')).body;
    const sent: CreateEventTypeRequest = {
      slug: 'deep-dive',
      title: 'Deep dive',
      description: 'One\nTwo',
      durations: [60, 90],
      location: { kind: 'link', value: 'https://meet.example.com/ada' },
      bufferBefore: 5,
      bufferAfter: 15,
      minimumNotice: 1440,
      window: { kind: 'range', start: '2027-01-04', end: '2027-03-31' },
      slotInterval: 20,
      limits: { perDay: 3, perWeek: null, minutesPerDay: 240 },
      questions: [
        { id: 'topic', kind: 'select', label: 'Topic', required: true, options: ['A', 'B'] },
        { id: 'more', kind: 'long_text', label: 'More', required: false },
      ],
      requiresConfirmation: true,
      seats: 12,
      guestsAllowed: false,
      defaultView: 'week',
      scheduleId: schedule?.id ?? null,
      hidden: true,
      active: true,
      redirectUrl: 'https://example.com/thanks',
    };
    const { body } = await create(sent);
    expect(body).toMatchObject(sent);
    const changes = {
      window: { kind: 'rolling', days: 30, unit: 'business_days' },
      scheduleId: null,
      slotInterval: null,
    };
    const changed = await expert.call<EventType>('PATCH', `/event-types/${body.id}`, changes);
    expect(changed).toMatchObject({ status: 200, body: { ...body, ...changes } });
    expect((await expert.call<EventType>('GET', `/event-types/${body.id}`)).body).toEqual(changed.body);
  });

  it('are listed in the order of their creation', async () => {
    for (const slug of ['one', 'two', 'three']) await create({ slug });
    const { body } = await expert.call<EventType[]>('GET', '/event-types');
    expect(body.map(({ slug }) => slug)).toEqual(['one', 'two', 'three']);
  });

  it('have a unique slug, also with concurrent requests, and a clear error', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create()));
    expect(tally(answers)).toEqual({ '201': 1, '409 slug_taken': 19 });
    expect(answers.find(({ status }) => status === 409)?.body.errors).toEqual([
      expect.objectContaining({ field: 'slug', code: 'slug_taken' }),
    ]);
    const other = await create({ slug: 'other' });
    expect(await expert.call('PATCH', `/event-types/${other.body.id}`, { slug: 'call' })).toMatchObject({
      status: 409,
      body: { code: 'slug_taken' },
    });
    const stranger = await newExpert(api);
    const theirs = await stranger.call('POST', '/event-types', {
      slug: 'call',
      title: 'Call',
      durations: [30],
    });
    expect(theirs.status).toBe(201);
  });

  it("have a unique slug by the database's index, unless they are removed", async () => {
    const { body } = await create();
    const copy = { expertId: new Types.ObjectId(expert.profile.id), slug: 'call' };
    const collection = api.connection.collection('event_types');
    await expect(collection.insertOne({ ...copy, deletedAt: null })).rejects.toMatchObject({ code: 11000 });
    await collection.insertOne({ ...copy, deletedAt: new Date() });
    expect((await expert.call('DELETE', `/event-types/${body.id}`)).status).toBe(204);
    const again = await create();
    expect(again.status).toBe(201);
    expect(again.body.id).not.toBe(body.id);
  });

  it('disappear when removed', async () => {
    const { body } = await create();
    await expert.call('DELETE', `/event-types/${body.id}`);
    expect((await publicPage('call')).status).toBe(404);
    expect((await expert.call('GET', `/event-types/${body.id}`)).status).toBe(404);
    expect((await expert.call('DELETE', `/event-types/${body.id}`)).status).toBe(404);
    expect((await expert.call<EventType[]>('GET', '/event-types')).body).toEqual([]);
    expect(await api.app.get(EventTypesService).findById(new Types.ObjectId(body.id))).toBeNull();
  });

  it('raise the revision of the calendar with each change', async () => {
    const before = await revision();
    const { body } = await create();
    await expert.call('PATCH', `/event-types/${body.id}`, { bufferAfter: 10 });
    await expert.call('DELETE', `/event-types/${body.id}`);
    expect(await revision()).toBe(before + 3);
    expect((await create({ scheduleId: 'nonsense' })).status).toBe(422);
    expect(await revision()).toBe(before + 3);
  });

  it('report errors by path', async () => {
    const question = { id: 'a', kind: 'text', label: 'A', required: false };
    const limits = EVENT_TYPE_DEFAULTS.limits;
    const bad: [string, object][] = [
      ['slug', { slug: 'A b' }],
      ['slug', { slug: 'x'.repeat(61) }],
      ['title', { title: '' }],
      ['title', { title: 'a\nb' }],
      ['durations', { durations: [] }],
      ['durations', { durations: [32] }],
      ['durations', { durations: [0] }],
      ['durations', { durations: [1445] }],
      ['durations', { durations: [30, 30] }],
      ['durations', { durations: ['30'] }],
      ['durations', { durations: Array.from({ length: 11 }, (_, i) => 5 + 5 * i) }],
      ['bufferBefore', { bufferBefore: -5 }],
      ['bufferAfter', { bufferAfter: 3 }],
      ['minimumNotice', { minimumNotice: 1e9 }],
      ['slotInterval', { slotInterval: 7 }],
      ['location', { location: null }],
      ['location', { location: 'jitsi' }],
      ['location', { location: [{ kind: 'jitsi' }] }],
      ['location.kind', { location: { kind: 'mars' } }],
      ['location.value', { location: { kind: 'link', value: 'http://x' } }],
      ['location.value', { location: { kind: 'phone' } }],
      ['location.value', { location: { kind: 'jitsi', value: 'x' } }],
      ['window', { window: null }],
      ['window.kind', { window: { kind: 'always' } }],
      ['window.kind', { window: {} }],
      ['window.days', { window: { kind: 'rolling', days: 1.5, unit: 'calendar_days' } }],
      ['window.start', { window: { kind: 'rolling', days: 1, unit: 'calendar_days', start: '2027-01-01' } }],
      ['window.end', { window: { kind: 'range', start: '2027-01-04', end: '2027-01-03' } }],
      ['limits', { limits: [] }],
      ['limits.perDay', { limits: { ...limits, perDay: 0 } }],
      ['limits.minutesPerDay', { limits: { ...limits, minutesPerDay: 7 } }],
      ['questions', { questions: {} }],
      ['questions.0', { questions: ['x'] }],
      ['questions.0.id', { questions: [{ ...question, id: '$where' }] }],
      ['questions.0.label', { questions: [{ ...question, label: '' }] }],
      ['questions.0.options', { questions: [{ ...question, kind: 'select' }] }],
      ['questions.0.options', { questions: [{ ...question, kind: 'select', options: ['a', ' '] }] }],
      ['questions.0.options', { questions: [{ ...question, kind: 'select', options: [1] }] }],
      ['questions.1.id', { questions: [question, question] }],
      ['seats', { seats: 0 }],
      ['seats', { seats: 1001 }],
      ['scheduleId', { scheduleId: {} }],
      ['redirectUrl', { redirectUrl: 'http://example.com' }],
      ['active', { active: 1 }],
      ['deletedAt', { deletedAt: null }],
      ['expertId', { expertId: 'x' }],
    ];
    const valid = await create({ slug: 'valid' });
    for (const [field, changes] of bad) {
      const answers = [
        await create(changes as Partial<CreateEventTypeRequest>),
        await expert.call<Problem>('PATCH', `/event-types/${valid.body.id}`, changes),
      ];
      for (const { status, body } of answers) {
        const fields = body.errors?.map((error) => error.field);
        expect([JSON.stringify(changes), status, fields?.[0]]).toEqual([JSON.stringify(changes), 422, field]);
      }
    }
    expect((await expert.call<EventType>('GET', `/event-types/${valid.body.id}`)).body).toEqual(valid.body);
  });

  it("use only their own expert's schedules, and others look like unknown ones", async () => {
    const stranger = await newExpert(api);
    const [foreign] = (await stranger.call<Schedule[]>('GET', '/schedules')).body;
    const ids = [foreign?.id ?? '', new Types.ObjectId().toHexString(), 'nonsense'];
    const answers = await Promise.all(ids.map((scheduleId) => create({ scheduleId })));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 422, body: { errors: [{ field: 'scheduleId' }] } });
  });

  it('of other experts do not exist', async () => {
    const { body } = await create();
    const stranger = await newExpert(api);
    for (const path of [
      `/event-types/${body.id}`,
      `/event-types/${new Types.ObjectId()}`,
      '/event-types/nonsense',
    ]) {
      const answers = await Promise.all([
        stranger.call('GET', path),
        stranger.call('PATCH', path, { title: 'Mine' }),
        stranger.call('DELETE', path),
      ]);
      expect(tally(answers)).toEqual({ '404 not_found': 3 });
    }
    expect((await expert.call<EventType>('GET', `/event-types/${body.id}`)).body.title).toBe('Call');
  });

  it('show clients what they need and nothing private', async () => {
    await create({
      location: { kind: 'link', value: 'https://secret.example.com/room' },
      limits: { perDay: 2, perWeek: null, minutesPerDay: null },
    });
    const page = await publicPage('CALL');
    expect(page.status).toBe(200);
    expect(page.body.expert).toMatchObject({ handle: expert.profile.handle, timeZone: 'Europe/Berlin' });
    expect(Object.keys(page.body.eventType).sort()).toEqual([
      'bufferAfter',
      'bufferBefore',
      'color',
      'defaultView',
      'description',
      'durations',
      'featured',
      'group',
      'guestsAllowed',
      'icon',
      'id',
      'location',
      'questions',
      'redirectUrl',
      'requiresConfirmation',
      'requiresEmailCode',
      'seats',
      'slug',
      'title',
    ]);
    expect(page.body.eventType.location).toEqual({ kind: 'link' });
    expect(JSON.stringify(page.body)).not.toContain('secret.example.com');
  });

  it('are listed when active and not hidden, and bookable by link when active', async () => {
    await create({ slug: 'listed' });
    await create({ slug: 'hidden', hidden: true });
    await create({ slug: 'off', active: false });
    const profile = await api.call<PublicExpertPage>('GET', `/experts/${expert.profile.handle}`);
    expect(profile.body.eventTypes.map(({ slug }) => slug)).toEqual(['listed']);
    expect((await publicPage('hidden')).status).toBe(200);
    expect(await publicPage('off')).toMatchObject({ status: 404, body: { code: 'event_type_inactive' } });
    expect(await publicPage('never')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    const found = await api.app.get(PublicPagesService).findPublic(expert.profile.handle, 'hidden');
    expect(found).toMatchObject({ expert: { handle: expert.profile.handle }, eventType: { slug: 'hidden' } });
    expect((await api.app.get(EventTypesService).findById(found.eventType._id))?.slug).toBe('hidden');
  });

  it('are documented with every part they refer to', () => {
    const schemas = buildOpenApi(api.app).components?.schemas ?? {};
    const { CreateEventTypeDto, UpdateEventTypeDto, ScheduleRequestDto } = schemas;
    const mine = JSON.stringify([CreateEventTypeDto, UpdateEventTypeDto, ScheduleRequestDto]);
    const referred = [...mine.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    expect(referred).toEqual(
      expect.arrayContaining(['RollingWindowDto', 'DateRangeWindowDto', 'TimeRangeDto']),
    );
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(referred));
  });
});
