import type { EventType, Problem, Schedule, ScheduleRequest } from '@expertbook/contracts';
import { Types } from 'mongoose';
import { CalendarTransactions } from '../src/app/calendars/calendar-transactions';
import type { Answer, TestApi } from './harness';
import { startApi } from './harness';
import type { ExpertPerson } from './people';
import { newExpert, tally } from './people';

const DAY = [{ start: '10:00', end: '12:00' }];
const request = (changes: Partial<ScheduleRequest> = {}): ScheduleRequest => ({
  name: 'Evenings',
  timeZone: 'Europe/Berlin',
  weekly: [[], DAY, [...DAY, { start: '12:00', end: '24:00' }], [], [], [], []],
  ...changes,
});

describe('schedules', () => {
  let api: TestApi;
  let expert: ExpertPerson;
  beforeAll(async () => (api = await startApi({ TRANSACTION_DEADLINE_MS: '20000' })));
  beforeEach(async () => (expert = await newExpert(api)));
  afterAll(() => api.close());

  const create = (changes?: Partial<ScheduleRequest>): Promise<Answer<Schedule & Problem>> =>
    expert.call('POST', '/schedules', request(changes));
  const list = async (): Promise<Schedule[]> => (await expert.call<Schedule[]>('GET', '/schedules')).body;
  const revision = (): Promise<number> =>
    api.app.get(CalendarTransactions).revisionOf(new Types.ObjectId(expert.profile.id));

  it('are stored as sent', async () => {
    const sent = request({
      overrides: [
        { date: '2027-01-04', ranges: [{ start: '08:00', end: '09:30' }] },
        { date: '2027-01-05', ranges: [] },
      ],
      outOfOffice: [
        { start: '2027-07-01', end: '2027-07-14' },
        { start: '2027-08-01', end: '2027-08-01', reason: 'x' },
      ],
    });
    const answer = await expert.call<Schedule>('POST', '/schedules', sent);
    expect(answer).toMatchObject({ status: 201 });
    expect(answer.body).toEqual({ ...sent, id: answer.body.id, isDefault: false });
    const read = await expert.call<Schedule>('GET', `/schedules/${answer.body.id}`);
    expect(read.body).toEqual(answer.body);
    expect(await list()).toHaveLength(2);
  });

  it('change field by field, and every change is pushed to open pages', async () => {
    const { id } = (await create()).body;
    const before = await revision();
    const answer = await expert.call<Schedule>('PATCH', `/schedules/${id}`, { timeZone: 'Asia/Kathmandu' });
    expect(answer.body).toEqual({
      ...request(),
      id,
      timeZone: 'Asia/Kathmandu',
      isDefault: false,
      overrides: [],
      outOfOffice: [],
    });
    expect((await expert.call<Schedule>('GET', `/schedules/${id}`)).body).toEqual(answer.body);
    expect(await revision()).toBe(before + 1);
    expect((await expert.call('DELETE', `/schedules/${id}`)).status).toBe(204);
    expect(await revision()).toBe(before + 2);
    expect((await expert.call('GET', `/schedules/${id}`)).status).toBe(404);
  });

  it('report every invalid time by its path', async () => {
    const answer = await create({
      weekly: [[], [{ start: '09:00', end: '08:00' }], [{ start: '09:01', end: '25:00' }], [], [], [], []],
      overrides: [
        { date: '2027-01-04', ranges: [] },
        { date: '2027-01-04', ranges: [...DAY, ...DAY] },
      ],
      outOfOffice: [{ start: '2027-07-14', end: '2027-07-01' }],
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    expect(answer.body.errors?.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'weekly.1.0 end_before_start',
      'weekly.2.0.start off_grid',
      'weekly.2.0.end invalid_time',
      'overrides.1.date duplicate_date',
      'overrides.1.ranges.1 overlapping_ranges',
      'outOfOffice.0.end end_before_start',
    ]);
  });

  it('reject what is no schedule', async () => {
    const bad: [string, object][] = [
      ['weekly', { weekly: [[]] }],
      ['weekly', { weekly: [[{ start: '09:00', end: '10:00', x: 1 }], [], [], [], [], [], []] }],
      ['timeZone', { timeZone: 'Berlin' }],
      ['overrides.0.date', { overrides: [{ date: '2027-02-30', ranges: [] }] }],
      [
        'overrides.0.ranges.0.x',
        { overrides: [{ date: '2027-02-03', ranges: [{ start: '09:00', end: '10:00', x: 1 }] }] },
      ],
      ['outOfOffice', { outOfOffice: null }],
      ['isDefault', { isDefault: 'yes' }],
      ['expertId', { expertId: new Types.ObjectId().toHexString() }],
    ];
    for (const [field, changes] of bad) {
      const answer = await expert.call<Problem>('POST', '/schedules', { ...request(), ...changes });
      expect([answer.status, answer.body.errors?.map((error) => error.field)]).toEqual([422, [field]]);
    }
  });

  it('have one default, and making another the default changes it', async () => {
    const { id } = (await create({ isDefault: true })).body;
    expect((await list()).map((schedule) => [schedule.id === id, schedule.isDefault])).toEqual([
      [true, true],
      [false, false],
    ]);
    const answer = await expert.call('PATCH', `/schedules/${id}`, { isDefault: false });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'isDefault' }] } });
  });

  it('have one default, with concurrent changes', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, (_, i) => create({ name: `S${i}` })));
    const answers = await Promise.all([
      ...made.map(({ body }) => expert.call('PATCH', `/schedules/${body.id}`, { isDefault: true })),
      ...Array.from({ length: 6 }, (_, i) => create({ name: `D${i}`, isDefault: true })),
    ]);
    expect(tally(answers)).toEqual({ '200': 6, '201': 6 });
    expect((await list()).filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  it("have one default by the database's index", async () => {
    await expect(
      api.connection
        .collection('schedules')
        .insertOne({ expertId: new Types.ObjectId(expert.profile.id), isDefault: true }),
    ).rejects.toMatchObject({ code: 11000 });
  });

  it('stay while they are the default or in use', async () => {
    const [first] = await list();
    expect(await expert.call('DELETE', `/schedules/${first?.id}`)).toMatchObject({
      status: 409,
      body: { code: 'last_schedule' },
    });
    const { id } = (await create()).body;
    const type = await expert.call<EventType>('POST', '/event-types', {
      slug: 'call',
      title: 'Call',
      durations: [30],
      scheduleId: id,
    });
    expect(await expert.call('DELETE', `/schedules/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'schedule_in_use' },
    });
    await expert.call('DELETE', `/event-types/${type.body.id}`);
    expect((await expert.call('DELETE', `/schedules/${id}`)).status).toBe(204);
  });

  it('of other experts do not exist', async () => {
    const { id } = (await create()).body;
    const stranger = await newExpert(api);
    for (const path of [`/schedules/${id}`, `/schedules/${new Types.ObjectId()}`, '/schedules/nonsense']) {
      const answers = await Promise.all([
        stranger.call<Problem>('GET', path),
        stranger.call<Problem>('PATCH', path, { name: 'Mine' }),
        stranger.call<Problem>('DELETE', path),
      ]);
      expect(tally(answers)).toEqual({ '404 not_found': 3 });
      expect(new Set(answers.map(({ body }) => body.detail)).size).toBe(1);
    }
    expect((await expert.call<Schedule>('GET', `/schedules/${id}`)).body.name).toBe('Evenings');
  });
});
