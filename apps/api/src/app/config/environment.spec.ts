import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from './environment';
import { NUMBERS } from './number-settings.fixture';

type Settings = Record<string, string>;

const ROOT = join(__dirname, '../../../../..');
const LONG = 'x'.repeat(32);
const DEVELOPMENT_SECRET = readEnvironment({}).jwtSecret;

/** The names of all settings that are read. */
function settingsRead(): string[] {
  const read = new Set<string>();
  readEnvironment(
    new Proxy<Settings>({}, { get: (_, name) => (read.add(String(name)), undefined as unknown as string) }),
  );
  return [...read];
}

const [KEY, OTHER_KEY] = [1, 2].map((first) => Buffer.from(Array.from({ length: 32 }, (_, i) => first + i)));
const KEY_TEXT = String(KEY?.toString('base64'));

describe('settings', () => {
  it('all have a default in development', () => {
    expect(readEnvironment({})).toEqual({
      production: false,
      securityContact: null,
      mongoUri: 'mongodb://127.0.0.1:27017/expertbook?replicaSet=rs0',
      jwtSecret: DEVELOPMENT_SECRET,
      encryptionKeys: [],
      host: '0.0.0.0',
      publicUrl: 'http://localhost:3000',
      webRoot: null,
      smtpUrl: null,
      mailFrom: 'ExpertBook <bookings@localhost>',
      inboxKey: null,
      metricsToken: null,
      verifiesEmail: false,
      registration: { mode: 'open', domains: [] },
      demoVideo: true,
      trustProxy: [],
      logLevel: 'info',
      egress: { http: false, hosts: [], networks: [] },
      ...Object.fromEntries(NUMBERS.map(([, field, , , fallback]) => [field, fallback])),
    });
  });

  it('that are empty or blank count as left out', () => {
    const empty = Object.fromEntries(settingsRead().map((name, i) => [name, i % 2 ? '' : '  ']));
    expect(readEnvironment(empty)).toEqual(readEnvironment({}));
  });

  it('have the given values', () => {
    const set = {
      NODE_ENV: 'production',
      MONGO_URI: 'mongodb://u:p@a.example.com,b.example.com:27018/book?replicaSet=rs0',
      JWT_SECRET: LONG,
      HOST: '127.0.0.1',
      PUBLIC_URL: ' https://book.example.com/ ',
      WEB_ROOT: '/srv/web',
      SMTP_URL: 'smtps://u:p%40ss@mail.example.com:465',
      MAIL_FROM: '"Smith, Ada" <a@example.com>',
      TRUST_PROXY: 'loopback, 10.0.0.5 2001:db8::/32,uniquelocal',
      LOG_LEVEL: 'silent',
    };
    expect(readEnvironment(set)).toMatchObject({
      production: true,
      mongoUri: set.MONGO_URI,
      jwtSecret: LONG,
      host: '127.0.0.1',
      publicUrl: 'https://book.example.com',
      webRoot: '/srv/web',
      smtpUrl: set.SMTP_URL,
      mailFrom: set.MAIL_FROM,
      trustProxy: ['loopback', '10.0.0.5', '2001:db8::/32', 'uniquelocal'],
      logLevel: 'silent',
    });
    expect(readEnvironment({ MONGO_URI: 'mongodb+srv://db.example.com/book' }).mongoUri).toMatch(
      /^mongodb\+srv/,
    );
    expect(readEnvironment({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    for (const from of ['a@example.com', 'Ada <a@bücher.example>', '<a@example.com>']) {
      expect(readEnvironment({ MAIL_FROM: from }).mailFrom).toBe(from);
    }
  });

  it('accept encryption keys in either base64, the first one first', () => {
    const both = `${OTHER_KEY?.toString('base64url')} , ${KEY_TEXT}`;
    expect(readEnvironment({ ENCRYPTION_KEY: both }).encryptionKeys).toEqual([OTHER_KEY, KEY]);
  });

  it('leave a production process time to be removed from a proxy', () => {
    expect(readEnvironment({ NODE_ENV: 'production', JWT_SECRET: LONG }).drainMs).toBe(5000);
  });

  it('decide who may register, and whether addresses are verified', () => {
    expect(readEnvironment({ REGISTRATION: 'invitation' }).registration.mode).toBe('invitation');
    expect(readEnvironment({ REGISTRATION: 'closed' }).registration.mode).toBe('closed');
    expect(readEnvironment({ REGISTRATION: 'domain:Example.com, b\u00fccher.example' }).registration).toEqual(
      {
        mode: 'domain',
        domains: ['example.com', 'b\u00fccher.example'],
      },
    );
    const SMTP_URL = 'smtp://mail.example.com';
    expect(readEnvironment({ SMTP_URL }).verifiesEmail).toBe(true);
    expect(readEnvironment({ SMTP_URL, VERIFY_EMAIL: 'false' }).verifiesEmail).toBe(false);
    expect(readEnvironment({ VERIFY_EMAIL: 'true' }).verifiesEmail).toBe(false);
  });

  it('allow demo video outside production, and in production only when switched on', () => {
    const production = { NODE_ENV: 'production', JWT_SECRET: LONG };
    expect(readEnvironment({ DEMO_VIDEO: 'false' }).demoVideo).toBe(false);
    expect(readEnvironment(production).demoVideo).toBe(false);
    expect(readEnvironment({ ...production, DEMO_VIDEO: 'true' }).demoVideo).toBe(true);
  });

  it('set the maximum age of a hold to its length, when only the length is set', () => {
    expect(readEnvironment({ HOLD_TTL: '1800' })).toMatchObject({ holdTtl: 1800, holdMaxAge: 1800 });
    expect(readEnvironment({ HOLD_TTL: '600', HOLD_MAX_AGE: '600' })).toMatchObject({ holdMaxAge: 600 });
  });

  it('are all explained in .env.example, with their defaults', () => {
    const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
    const documented = new Map(
      [...example.matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, name, it]) => [name, it]),
    );
    expect(settingsRead().filter((name) => !documented.has(name))).toEqual([]);
    for (const [name, , , , fallback] of NUMBERS) {
      expect([name, documented.get(name)]).toEqual([name, String(fallback)]);
    }
    expect(documented.get('LOG_LEVEL')).toBe('info');
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toMatch(
      /## Configuration\s[^#]*\(\.env\.example\)/,
    );
  });
});
