import type { Problem } from '@expertbook/contracts';
import type { TestApi } from './harness';
import { startApi } from './harness';

describe('the foundation', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());

  it('is ready when the database responds', async () => {
    const answer = await fetch(`${api.url}/api/health/ready`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'ok', info: { database: { status: 'up' } } });
  });

  it('has created every collection before it serves, also those without an index', async () => {
    const names = (await api.connection.listCollections()).map(({ name }) => name);
    const wanted = Object.values(api.connection.models).map(({ collection }) => collection.collectionName);
    expect(wanted).toContain('calendars');
    expect(names).toEqual(expect.arrayContaining(wanted));
  });

  it('responds to unknown routes with problem details', async () => {
    const answer = await api.call<Problem>('GET', '/nothing-here');
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer).toMatchObject({
      status: 404,
      body: { code: 'not_found', instance: '/api/v1/nothing-here' },
    });
  });

  it('rejects encoded bodies', async () => {
    const answer = await api.call<Problem>('POST', '/auth/login', {
      body: {},
      headers: { 'Content-Encoding': 'gzip' },
    });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
  });

  it('responds to broken JSON with problem details, not with a parser message', async () => {
    const response = await fetch(`${api.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"email": ',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'malformed_request' });
  });
});
