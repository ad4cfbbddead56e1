import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runApi } from './api-process';
import { freshMongoUri, startApi } from './harness';
import { dropDatabase, openDatabase } from './raw-database';

interface Response {
  content?: Record<string, { example?: unknown; examples?: Record<string, { value: unknown }> }>;
}
interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: unknown;
  security?: Record<string, string[]>[];
  responses: Record<string, Response>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

const GOLDEN = join(__dirname, '../../../docs/openapi.json');

describe('the OpenAPI document of the built API', () => {
  let folder: string;
  let text: string;
  let document: Document;
  let operations: [name: string, operation: Operation][];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'expertbook-openapi-'));
    const file = join(folder, 'openapi.json');
    const mongoUri = freshMongoUri();
    expect(await runApi({ MONGO_URI: mongoUri }, ['--openapi', file])).toEqual({ code: 0, stderr: '' });
    await dropDatabase(await openDatabase(mongoUri));
    text = readFileSync(file, 'utf8');
    document = JSON.parse(text) as Document;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is docs/openapi.json; after an intended change run `npm run openapi`', () => {
    expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('has no broken references', () => {
    const missing = [...text.matchAll(/"\$ref": "#([^"]+)"/g)]
      .map(([, pointer = '']) => pointer)
      .filter((pointer) => resolve(document, pointer) === undefined);
    expect(missing).toEqual([]);
  });

  it('has an example of every problem as application/problem+json', () => {
    const bare = operations.flatMap(([name, { responses }]) =>
      Object.entries(responses)
        .filter(([status]) => !/^[23]/.test(status))
        .filter(([status, response]) => !showsProblems(Number(status), response))
        .map(([status]) => `${name} ${status}`),
    );
    expect(bare).toEqual([]);
  });

  it('declares for every route that there may be too many requests, or no database', () => {
    const silent = operations
      .filter(([name]) => name.includes('/api/v1/'))
      .flatMap(([name, { responses }]) =>
        ['429', '503'].filter((status) => !(status in responses)).map((status) => `${name} ${status}`),
      );
    expect(silent).toEqual([]);
  });

  it('declares for every body that it may be unreadable, too large or of another kind', () => {
    const silent = operations
      .filter(([, { requestBody }]) => requestBody)
      .flatMap(([name, { responses }]) =>
        ['400', '413', '415'].filter((status) => !(status in responses)).map((status) => `${name} ${status}`),
      );
    expect(silent).toEqual([]);
  });

  it('names no parameter of a route twice', () => {
    const twice = operations.flatMap(([name, { parameters = [] }]) => {
      const names = parameters.map((parameter) => `${parameter.in} ${parameter.name.toLowerCase()}`);
      return names.filter((one, index) => names.indexOf(one) !== index).map((one) => `${name}: ${one}`);
    });
    expect(twice).toEqual([]);
  });

  it('has the routes of the design', () => {
    expect(operations.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'POST /api/v1/auth/register',
        'GET /api/v1/experts/{handle}/event-types/{slug}/slots',
        'POST /api/v1/holds',
        'POST /api/v1/bookings',
        'POST /api/v1/bookings/{uid}/reschedule',
        'GET /api/v1/bookings/{uid}/calendar.ics',
        'GET /api/health/ready',
      ]),
    );
  });
});

describe('the documented security', () => {
  it('is enforced: routes with the access token require it, all others do not', async () => {
    const api = await startApi();
    const { paths } = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Document;
    const wrong: string[] = [];
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { security = [], requestBody }] of Object.entries(methods)) {
        const ways = security.flatMap((way) => Object.keys(way));
        const { status } = await fetch(`${api.url}${path.replaceAll(/{\w+}/g, 'a'.repeat(24))}`, {
          method: method.toUpperCase(),
          ...(requestBody !== undefined && {
            headers: { 'Content-Type': 'application/json' },
            body: '{}',
          }),
        });
        const isRefused = status === 401;
        const asks = ways.join() === 'accessToken';
        // Signing out without a session succeeds.
        if (isRefused !== asks && !ways.includes('refreshCookie'))
          wrong.push(`${method} ${path}: ${status}, ${ways.join() || 'nobody'}`);
      }
    }
    expect(wrong).toEqual([]);
    await api.close();
  });
});

describe('the documentation page', () => {
  it('loads nothing from other hosts', async () => {
    const api = await startApi();
    const page = await fetch(`${api.url}/api/docs`);
    expect(page.status).toBe(200);
    const links = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = '']) => link);
    const files = links.map((link) => new URL(link, page.url));
    expect(files.filter(({ origin }) => origin !== new URL(api.url).origin)).toEqual([]);
    const answers = await Promise.all(files.map(async (file) => [file.pathname, (await fetch(file)).status]));
    expect(answers.length).toBeGreaterThan(3);
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
    const document = await fetch(`${api.url}/api/openapi.json`);
    const golden = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Document;
    expect(Object.keys(((await document.json()) as Document).paths)).toEqual(Object.keys(golden.paths));
    await api.close();
  });
});

function showsProblems(status: number, { content }: Response): boolean {
  const examples = Object.values(content?.['application/problem+json']?.examples ?? {});
  return (
    examples.length > 0 && examples.every(({ value }) => (value as { status: number }).status === status)
  );
}

/** The target of a JSON pointer (RFC 6901). */
function resolve(root: unknown, pointer: string): unknown {
  const steps = pointer.split('/').slice(1);
  return steps.reduce<unknown>(
    (node, step) =>
      (node as Record<string, unknown> | undefined)?.[step.replace(/~1/g, '/').replace(/~0/g, '~')],
    root,
  );
}
