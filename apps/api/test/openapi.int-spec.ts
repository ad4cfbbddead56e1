import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runApi } from './api-process';
import { freshMongoUri } from './harness';
import { dropDatabase, openDatabase } from './raw-database';

interface Response {
  content?: Record<string, { example?: unknown; examples?: Record<string, { value: unknown }> }>;
}
interface Operation {
  parameters?: { name: string; in: string }[];
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

  it('is docs/openapi.json; after a wanted change run `npm run openapi`', () => {
    expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('refers to nothing that is not there', () => {
    const missing = [...text.matchAll(/"\$ref": "#([^"]+)"/g)]
      .map(([, pointer = '']) => pointer)
      .filter((pointer) => resolve(document, pointer) === undefined);
    expect(missing).toEqual([]);
  });

  it('shows an example of every problem as application/problem+json', () => {
    const bare = operations.flatMap(([name, { responses }]) =>
      Object.entries(responses)
        .filter(([status]) => !/^[23]/.test(status))
        .filter(([status, response]) => !showsProblems(Number(status), response))
        .map(([status]) => `${name} ${status}`),
    );
    expect(bare).toEqual([]);
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

function showsProblems(status: number, { content }: Response): boolean {
  const examples = Object.values(content?.['application/problem+json']?.examples ?? {});
  return (
    examples.length > 0 && examples.every(({ value }) => (value as { status: number }).status === status)
  );
}

/** What a JSON pointer (RFC 6901) points at. */
function resolve(root: unknown, pointer: string): unknown {
  const steps = pointer.split('/').slice(1);
  return steps.reduce<unknown>(
    (node, step) =>
      (node as Record<string, unknown> | undefined)?.[step.replace(/~1/g, '/').replace(/~0/g, '~')],
    root,
  );
}
