import { execFile } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { spawnApi } from './api-process';
import { freshMongoUri } from './harness';
import { dropDatabase, openDatabase } from './raw-database';

const BUILT = join(__dirname, '../../../dist/apps/api');
/** In the repository, so that libraries outside the bundle are found. */
const TEMPORARY = join(__dirname, '../../../tmp');

/** Starts a bundle without settings, which fails at once with a message. */
function wordsOf(folder: string): Promise<{ code: unknown; said: string }> {
  return new Promise((done) => {
    const env = { PATH: process.env['PATH'], NODE_ENV: 'production' };
    execFile(process.execPath, [join(folder, 'main.js')], { env }, (error, _out, said) =>
      done({ code: error?.code, said }),
    );
  });
}

describe('the bundled API', () => {
  let folder: string;
  const cache = () => join(folder, 'server.cache');
  beforeEach(() => {
    mkdirSync(TEMPORARY, { recursive: true });
    folder = mkdtempSync(join(TEMPORARY, 'bundle-'));
    for (const file of ['main.js', 'server.js', 'server.cache'])
      copyFileSync(join(BUILT, file), join(folder, file));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each<[string, () => void]>([
    ['with its compiled form', () => undefined],
    ['without it', () => rmSync(cache())],
    ['with half of it', () => truncateSync(cache(), 1_000_000)],
    ['with that of something else', () => writeFileSync(cache(), Buffer.alloc(4_096, 7))],
  ])('runs %s', async (_name, prepare) => {
    prepare();
    const { code, said } = await wordsOf(folder);
    expect(code).toBe(1);
    expect(said).toMatch(/^ExpertBook cannot start\.\n.*JWT_SECRET/s);
  });

  it('keeps the names of classes', () => {
    const source = readFileSync(join(BUILT, 'server.js'), 'utf8');
    // Lines break where there may be a space.
    const named = (name: string) => new RegExp(`=\\s*class\\s+${name}\\s*\\{`).test(source);
    expect(['AppModule', 'BookingRecord', 'Expert'].filter((name) => !named(name))).toEqual([]);
  });

  it('has no library twice: while it runs, only those that cannot be bundled are loaded from their folders', async () => {
    const tell = join(folder, 'tell.cjs');
    writeFileSync(
      tell,
      `require('node:diagnostics_channel').subscribe('expertbook.listening', () =>
         console.error('LOADED ' + Object.keys(require.cache).join(' ')));`,
    );
    let said = '';
    const mongoUri = freshMongoUri();
    const settings = { MONGO_URI: mongoUri, NODE_OPTIONS: `--require ${JSON.stringify(tell)}` };
    const api = await spawnApi(settings, (words) => (said = words));
    await api.stop();
    await dropDatabase(await openDatabase(mongoUri));
    const loaded = said.match(/node_modules\/(?:@[^/ ]+\/)?[^/ ]+/g) ?? [];
    expect(said).toContain('LOADED ');
    expect(new Set(loaded)).toEqual(
      new Set(loaded.filter((name) => /@node-rs\/argon2|swagger-ui-dist/.test(name))),
    );
    expect(loaded).not.toEqual([]);
  });
});
