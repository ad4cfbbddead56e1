import type { ExpertProfile, HandleCheck } from '@expertbook/contracts';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { ExpertPerson, Person } from './people';
import { newExpert, newUser, tally } from './people';

const LIMIT = 3;

describe('the check of a handle', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi({ TRANSACTION_DEADLINE_MS: '20000' })));
  afterAll(() => api.close());

  const standing = async (who: Person, handle: string) => {
    const { status, body } = await who.call<HandleCheck>('GET', `/handles/${handle}`);
    expect([status, body.handle]).toEqual([200, handle]);
    return body.standing;
  };

  it('gives the result of saving it, to experts and to future experts', async () => {
    const [ada, user] = [await newExpert(api), await newUser(api)];
    const { handle } = ada.profile;
    expect(await standing(ada, handle)).toBe('own');
    expect(await standing(user, handle)).toBe('taken');
    for (const who of [ada, user]) {
      expect(await standing(who, `${handle}-2`)).toBe('free');
      expect(await standing(who, 'dashboard')).toBe('reserved');
      for (const bad of ['ab', 'Ada', 'a--b', 'ada-', 'x'.repeat(41)]) {
        expect([bad, await standing(who, bad)]).toEqual([bad, 'malformed']);
      }
    }
    expect(problemOf(await api.call('GET', `/handles/${handle}-2`))).toMatchObject({
      status: 401,
      code: 'unauthenticated',
    });
  });

  it('counts previous handles as available to their owner only', async () => {
    const [ada, other] = [await newExpert(api), await newExpert(api)];
    const former = ada.profile.handle;
    await ada.call('PATCH', '/experts/me', { handle: `${former}-now` });
    expect(await standing(ada, former)).toBe('free');
    expect(await standing(other, former)).toBe('taken');
    // Beyond the last ten it does not redirect, and is still reserved.
    for (let i = 0; i < 11; i++) await ada.call('PATCH', '/experts/me', { handle: `${former}-${i}` });
    expect(await standing(other, former)).toBe('taken');
    expect(await standing(ada, former)).toBe('free');
  });

  it('counts the handles of a deleted account as taken for 90 days', async () => {
    const [gone, other] = [await newExpert(api), await newUser(api)];
    const { handle } = gone.profile;
    expect((await gone.call('DELETE', '/auth/me', { password: 'correct horse battery' })).status).toBe(204);
    expect(await standing(other, handle)).toBe('taken');
    expect(await other.call('POST', '/experts', { handle, timeZone: 'UTC' })).toMatchObject({
      status: 409,
      body: { code: 'handle_taken' },
    });
    await api.connection
      .collection('reserved_handles')
      .updateMany({}, { $set: { until: new Date(Date.now() - 1000) } });
    expect(await standing(other, handle)).toBe('free');
  });

  it('reserves nothing: of those who see it as free, one gets it', async () => {
    const rivals: ExpertPerson[] = [];
    for (let i = 0; i < 6; i++) rivals.push(await newExpert(api));
    const users = await Promise.all(Array.from({ length: 6 }, () => newUser(api)));
    const handle = `${rivals[0]?.profile.handle ?? ''}-wanted`;
    for (const who of [...rivals, ...users]) expect(await standing(who, handle)).toBe('free');
    const answers = await Promise.all([
      ...rivals.map((one) => one.call<ExpertProfile>('PATCH', '/experts/me', { handle })),
      ...users.map((one) => one.call<ExpertProfile>('POST', '/experts', { handle, timeZone: 'UTC' })),
    ]);
    const won = answers.filter(({ status }) => status < 300);
    expect(won.map(({ body }) => body.handle)).toEqual([handle]);
    const lost = answers.filter((answer) => !won.includes(answer));
    expect(tally(lost)).toEqual({ '409 handle_taken': 11 });
    for (const answer of lost) expect(problemOf(answer).errors).toMatchObject([{ field: 'handle' }]);
  });
});

describe('checks of handles', () => {
  let apis: readonly [TestApi, TestApi];
  beforeAll(async () => {
    const settings = { HANDLE_CHECKS_PER_MINUTE: String(LIMIT) };
    const first = await startApi(settings);
    apis = [first, await startApi({ ...settings, MONGO_URI: first.mongoUri })];
  });
  afterAll(async () => {
    await apis[1].app.close();
    await apis[0].close();
  });

  it('are limited per account, over all processes', async () => {
    const [ada, other] = [await newUser(apis[0]), await newUser(apis[0])];
    const ask = ({ accessToken }: Person, i: number) =>
      (apis[i % 2] ?? apis[0]).call('GET', `/handles/name-${i}`, { accessToken });
    for (let i = 0; i < LIMIT; i++) expect((await ask(ada, i)).status).toBe(200);
    for (const i of [0, 1]) {
      const refused = problemOf(await ask(ada, i));
      expect(refused).toMatchObject({ status: 429, code: 'rate_limited' });
      expect(refused.retryAfter).toBeGreaterThan(0);
    }
    expect((await ask(other, 1)).status).toBe(200);
  });
});
