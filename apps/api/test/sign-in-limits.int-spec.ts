import type { Answer, TestApi } from './harness';
import { freshMongoUri, problemOf, startApi } from './harness';
import { newUser, tally } from './people';
import { PASSWORD } from './browser';

const MAX_ATTEMPTS = 6;

describe('the limit of sign-ins from one address', () => {
  const MONGO_URI = freshMongoUri();
  let apis: TestApi[];
  beforeAll(async () => {
    const settings = { MONGO_URI, RATE_LIMIT_SIGN_IN: String(MAX_ATTEMPTS) };
    apis = [await startApi(settings), await startApi(settings)];
  });
  afterAll(async () => {
    await apis[1]?.app.close();
    await apis[0]?.close();
  });

  const windows = () => apis[0]?.connection.collection('rate_windows');
  let guess = 0;
  /** Each for another account, so that the limit per account is not reached. */
  const signIn = (i: number) =>
    (apis[i % 2] as TestApi).call('POST', '/auth/login', {
      body: { email: `nobody${++guess}@example.com`, password: 'wrong wrong wrong' },
    });

  it('is one limit over all processes', async () => {
    const answers: Answer<unknown>[] = await Promise.all(Array.from({ length: 20 }, (_, i) => signIn(i)));
    expect(tally(answers)).toEqual({
      '401 invalid_credentials': MAX_ATTEMPTS,
      [`429 rate_limited`]: 20 - MAX_ATTEMPTS,
    });
    const [refused] = answers.filter(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused?.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(problemOf(refused as Answer<unknown>).retryAfter).toBeGreaterThan(0);
  });

  it('is counted without storing an address, and removed when its minute is over', async () => {
    const stored = (await windows()?.find().toArray()) ?? [];
    expect(stored.length).toBeGreaterThan(0);
    for (const { _id, ...rest } of stored) {
      expect(String(_id)).toMatch(/^[0-9a-f]{64}$/);
      expect(Object.keys(rest).sort()).toEqual(['endsAt', 'hits']);
    }
    await windows()?.updateMany({}, { $set: { endsAt: new Date(Date.now() - 1) } });
    const person = await newUser(apis[0] as TestApi);
    const body = { email: person.session.user.email, password: PASSWORD };
    const answers = await Promise.all([0, 1].map((i) => apis[i]?.call('POST', '/auth/login', { body })));
    expect(answers.map((answer) => answer?.status)).toEqual([200, 200]);
    const indexes = await windows()?.indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { endsAt: 1 }, expireAfterSeconds: 0 }));
  });
});
