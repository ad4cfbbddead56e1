import type { TestApi } from './harness';
import { startApi } from './harness';
import { buildOpenApi } from '../src/app/api-docs/openapi';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

describe('what caches may store', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => {
    api = await startApi();
    expert = await publishExpert(api.url);
  });
  afterAll(() => api.close());

  /** Every route of the document, called by the expert with unknown parameters. */
  const routes = () =>
    Object.entries(buildOpenApi(api.app).paths).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => ({
        method: method.toUpperCase(),
        path: path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, 'unknown'),
        needsToken: (item[method]?.security ?? []).some((one) => 'accessToken' in one),
      })),
    );
  const ask = async (method: string, path: string, headers: Record<string, string>) => {
    const url = path.startsWith('/api/') ? api.url + path : `${api.url}/api/v1${path}`;
    const answer = await fetch(url, { method, headers });
    await answer.arrayBuffer();
    return { status: answer.status, cache: answer.headers.get('cache-control') };
  };

  it('is nothing from any route that needs an access token, for any response', async () => {
    const all = routes().filter(({ needsToken }) => needsToken);
    expect(all.length).toBeGreaterThan(40);
    const Authorization = `Bearer ${expert.accessToken}`;
    const kept: string[] = [];
    for (const { method, path } of all) {
      for (const headers of [{ Authorization }, {}]) {
        const { status, cache } = await ask(method, path, headers as Record<string, string>);
        if (!/\bno-store\b/.test(cache ?? ''))
          kept.push(`${method} ${path} -> ${status} ${cache ?? 'nothing'}`);
      }
    }
    expect(kept).toEqual([]);
  });

  it("is nothing of an account's own data", async () => {
    const Authorization = `Bearer ${expert.accessToken}`;
    for (const path of ['/auth/me', '/auth/sessions', '/auth/export', '/bookings', '/event-types']) {
      expect([path, await ask('GET', path, { Authorization })]).toEqual([
        path,
        { status: 200, cache: expect.stringMatching(/\bno-store\b/) as string },
      ]);
    }
  });

  it('is nothing of a sign-in or an error', async () => {
    const answers = [
      await ask('POST', '/auth/login', {}),
      await ask('POST', '/auth/refresh', {}),
      await ask('GET', `/experts/${expert.handle}/event-types/unknown`, {}),
    ];
    expect(answers.map(({ cache }) => cache)).toEqual(['no-store', 'no-store', 'no-store']);
  });

  it('is public data, with revalidation', async () => {
    const path = `/experts/${expert.handle}/event-types/${expert.eventType.slug}`;
    expect(await ask('GET', path, {})).toEqual({ status: 200, cache: 'no-cache' });
  });
});
