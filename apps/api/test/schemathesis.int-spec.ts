import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ApiProcess } from './api-process';
import { spawnApi } from './api-process';
import { mustBeClean } from './audit';
import { freshMongoUri } from './harness';
import { dropDatabase, openDatabase } from './raw-database';

const ROOT = join(__dirname, '../../..');
const CASES = 2000;
/** No seed gives faults; this one is the same at every run. */
const SEED = 20_261_129;
/** A minute on a quiet machine. */
const MAX_WAIT_MS = 600_000;

interface Lie {
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, { properties: Record<string, unknown> }> };
}

describe('Schemathesis', () => {
  let mongoUri: string;
  let api: ApiProcess;
  beforeEach(async () => {
    mongoUri = freshMongoUri();
    api = await spawnApi({ MONGO_URI: mongoUri, LOG_LEVEL: 'error' });
  });
  afterEach(async () => {
    await api.stop();
    await dropDatabase(await openDatabase(mongoUri));
  });

  /** Runs the document against the API through the project's own tool. */
  async function fuzz(parameters: readonly string[]): Promise<{ code: number | null; said: string }> {
    const child = spawn(
      process.execPath,
      ['tools/fuzz.mjs', '--api', api.url, '--seed', String(SEED), ...parameters],
      {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const ended = new Promise<number | null>((done) => child.once('close', done));
    const [said, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: await ended, said: said + complaints };
  }

  it(
    `finds no response, of ${CASES} and more, that docs/openapi.json does not declare`,
    async () => {
      const { code, said } = await fuzz(['--cases', String(CASES)]);
      expect({ code, faults: code === 0 ? '' : said }).toEqual({ code: 0, faults: '' });
      const played = Number(/(\d+) cases, seed \d+: no faults/.exec(said)?.[1]);
      expect(played).toBeGreaterThanOrEqual(CASES);
      expect(api.log()).toEqual([]);
      await mustBeClean(mongoUri);
    },
    MAX_WAIT_MS,
  );

  it(
    'finds what a document lacks: a status, and a field of another type',
    async () => {
      const document = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8')) as Lie;
      const live = document.paths['/api/health/live'];
      const page = document.paths['/api/v1/experts/{handle}'];
      if (!live || !page?.['get'] || !document.components.schemas['LiveDto'])
        throw new Error('Other paths now');
      delete page['get'].responses['404'];
      document.components.schemas['LiveDto'].properties['status'] = { type: 'integer' };
      const folder = mkdtempSync(join(tmpdir(), 'expertbook-fuzz-'));
      try {
        const file = join(folder, 'openapi.json');
        const paths = { '/api/health/live': live, '/api/v1/experts/{handle}': page };
        writeFileSync(file, JSON.stringify({ ...document, paths }));
        const { code, said } = await fuzz(['--cases', '1', '--document', file]);
        expect(code).toBe(1);
        expect(said).toContain('Received: 404');
        expect(said).toContain('GET /api/health/live');
        expect(said).toContain('is not of type "integer"');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    MAX_WAIT_MS,
  );
});
