import type { FastifyInstance } from 'fastify';
import type { Problem } from '@expertbook/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Schema } from './sample-body';
import { positionsOf, sampleOf, withValueAt } from './sample-body';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const DOCUMENT = JSON.parse(readFileSync(join(__dirname, '../../../docs/openapi.json'), 'utf8')) as Document;

/** Values that no schema expects, or only at a boundary. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  'x'.repeat(20_000),
  '\u0000',
  '\ud800',
  'constructor',
  '2027-13-45T99:99:99Z',
  '+275760-09-13T00:00:00Z',
  [],
  [null],
  [[]],
  [{}],
  ['a', null, 1],
  Array.from({ length: 2000 }, () => 1),
  {},
  { $gt: '' },
  { length: 1e9 },
  { toString: null, valueOf: 1 },
  { kind: null },
  { kind: { kind: [] } },
  JSON.parse('['.repeat(20) + ']'.repeat(20)),
];
/** Argon2 takes time for each of these with a valid form. */
const SIGNING_IN = /\/auth\//;
/** They would end the requesting session. */
const ENDING = /\/auth\/(?:logout|sessions)/;

describe('unusual requests', () => {
  let api: TestApi;
  let fastify: FastifyInstance;
  let expert: PublishedExpert;
  let known: Readonly<Record<string, unknown>>;
  beforeAll(async () => {
    api = await startApi();
    fastify = api.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    expert = await publishExpert(api.url);
    const [start = ''] = await expert.starts();
    const booked = (await expert.book(start)).body;
    const [schedule] = (await expert.asExpert<{ id: string }[]>('GET', '/schedules')).body;
    known = {
      uid: booked.uid,
      token: booked.manageToken,
      handle: expert.handle,
      slug: expert.eventType.slug,
      eventTypeId: expert.eventType.id,
      scheduleId: schedule?.id,
      start,
    };
  });
  afterAll(() => api.close());

  const address = (path: string) =>
    path.replaceAll(/{(\w+)}/g, (_, name: string) => {
      const id = path.includes('/schedules/') ? known['scheduleId'] : known['eventTypeId'];
      return encodeURIComponent(String(known[name] ?? id));
    });
  const ask = async (method: string, url: string, payload?: string, type = 'application/json') => {
    const { statusCode, body } = await fastify.inject({
      method: method as 'POST',
      url,
      headers: {
        authorization: `Bearer ${expert.accessToken}`,
        ...(payload !== undefined && { 'content-type': type }),
      },
      ...(payload !== undefined && { payload }),
    });
    return { status: statusCode, body };
  };
  const operations = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(() => !ENDING.test(path))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const schemaOf = ({ requestBody }: Operation) => requestBody?.content['application/json']?.schema;

  it('of any shape, at any position of any body, never cause a server error', async () => {
    const failed: string[] = [];
    let asked = 0;
    for (const { method, path, operation } of operations) {
      const schema = schemaOf(operation);
      if (!schema) continue;
      const sample = sampleOf(schema, DOCUMENT.components.schemas, known);
      const values = SIGNING_IN.test(path) ? STRANGE.filter((_, i) => i % 3 === 0) : STRANGE;
      for (const at of positionsOf(sample)) {
        for (const value of values) {
          asked++;
          const body = JSON.stringify(withValueAt(sample, at, value));
          const { status } = await ask(method, address(path), body);
          if (status >= 500) failed.push(`${status} ${method} ${path} ${at.join('.')} ${body.slice(0, 200)}`);
        }
      }
    }
    expect(failed).toEqual([]);
    expect(asked).toBeGreaterThan(2000);
  }, 240_000);

  it('in any parameter, once or twice, never cause a server error', async () => {
    const texts = ['', ' ', '%00', '%ff', 'null', '-1', '1e999', 'a%0d%0ab', '__proto__', 'x'.repeat(2000)];
    const failed: string[] = [];
    for (const { method, path, operation } of operations) {
      const parameters = (operation.parameters ?? []).filter((one) => one.in !== 'header');
      for (const parameter of parameters) {
        for (const text of texts) {
          const query = `?${parameter.name}=${text}&${parameter.name}=${text}`;
          const urls =
            parameter.in === 'path'
              ? [address(path.replace(`{${parameter.name}}`, text))]
              : [`${address(path)}${query}`, `${address(path)}?${parameter.name}[a]=${text}`];
          for (const url of urls) {
            const { status } = await ask(method, url, schemaOf(operation) && '{}');
            if (status >= 500) failed.push(`${status} ${method} ${url}`);
          }
        }
      }
    }
    expect(failed).toEqual([]);
  }, 120_000);

  it('with unlimited nesting are rejected before they are parsed', async () => {
    for (const payload of [
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
      `{"window":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ]) {
      for (const [method, path] of [
        ['POST', '/api/v1/event-types'],
        ['POST', '/api/v1/bookings'],
        ['PATCH', '/api/v1/experts/me'],
        ['POST', '/api/v1/auth/login'],
      ] as const) {
        const { status, body } = await ask(method, path, payload);
        expect([status, (JSON.parse(body) as Problem).code]).toEqual([400, 'malformed_request']);
      }
    }
  });

  it('with half of a surrogate pair are rejected, with whole pairs accepted', async () => {
    const name = (text: string) => ask('PATCH', '/api/v1/experts/me', `{"name":"${text}"}`);
    expect((await name('Ada \\ud83d')).status).toBe(400);
    expect((await name('\\udca1 Ada')).status).toBe(400);
    expect((await name('Ada \\ud83d\\udca1')).status).toBe(200);
  });

  it('with keys that every object inherits are rejected', async () => {
    for (const payload of ['{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}']) {
      expect((await ask('POST', '/api/v1/event-types', payload)).status).toBe(400);
    }
  });

  it('in any other format than JSON get 415, for every body', async () => {
    const forms: [type: string, payload: string][] = [
      ['application/x-www-form-urlencoded', 'email=ada%40example.com&password=x'],
      ['text/plain', '{"email":"ada@example.com","password":"x"}'],
      ['text/plain;charset=UTF-8', '{}'],
      ['application/xml', '<a/>'],
      ['application/octet-stream', '{}'],
      ['nonsense', '{}'],
    ];
    const wrong: string[] = [];
    for (const { method, path, operation } of operations) {
      if (!schemaOf(operation)) continue;
      for (const [type, payload] of forms) {
        const { status, body } = await ask(method, address(path), payload, type);
        const { code } = JSON.parse(body) as Problem;
        if (status !== 415 || code !== 'unsupported_media_type')
          wrong.push(`${method} ${path} ${type}: ${status} ${code}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
