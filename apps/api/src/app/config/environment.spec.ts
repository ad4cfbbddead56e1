import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './environment';
import { EnvironmentError, readEnvironment } from './environment';

type Settings = Record<string, string>;

const ROOT = join(__dirname, '../../../../..');
const LONG = 'x'.repeat(32);
const DEVELOPMENT_SECRET = readEnvironment({}).jwtSecret;

/** What a start with these settings says instead of starting; nothing where it starts. */
function problemsOf(settings: Settings): readonly string[] {
  try {
    readEnvironment(settings);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

/** Every setting that is read, whatever comes of it. */
function settingsRead(): string[] {
  const read = new Set<string>();
  readEnvironment(
    new Proxy<Settings>({}, { get: (_, name) => (read.add(String(name)), undefined as unknown as string) }),
  );
  return [...read];
}

/** Setting, field, smallest and largest, and what it is when left out. */
const NUMBERS: [string, keyof Environment, number, number, number][] = [
  ['PORT', 'port', 0, 65_535, 3000],
  ['SMTP_CONNECTIONS', 'smtpConnections', 1, 50, 4],
  ['SMTP_SEND_TIMEOUT_MS', 'smtpSendTimeout', 100, 600_000, 60_000],
  ['ACCESS_TOKEN_TTL', 'accessTokenTtl', 30, 86_400, 900],
  ['REFRESH_TOKEN_TTL_DAYS', 'refreshTokenTtl', 1, 365, 30],
  ['METRICS_PORT', 'metricsPort', 0, 65_535, 0],
  ['DRAIN_MS', 'drainMs', 0, 120_000, 0],
  ['SESSION_MAX_AGE_DAYS', 'sessionMaxAge', 1, 730, 90],
  ['HOLD_TTL', 'holdTtl', 1, 3600, 300],
  ['HOLD_MAX_AGE', 'holdMaxAge', 1, 7200, 900],
  ['HOLDS_PER_CLIENT', 'holdsPerClient', 1, 1_000_000, 5],
  ['BOOKINGS_PER_CLIENT', 'bookingsPerClient', 1, 1_000_000, 20],
  ['HELD_SHARE', 'heldShare', 1, 100, 33],
  ['PROOF_AFTER', 'proofAfter', 0, 1_000_000, 30],
  ['SOCKETS_PER_NETWORK', 'socketsPerNetwork', 1, 1_000_000, 200],
  ['MAX_SOCKETS', 'maxSockets', 1, 1_000_000, 20_000],
  ['TRANSACTION_DEADLINE_MS', 'transactionDeadline', 100, 60_000, 3000],
  ['RATE_LIMIT', 'rateLimit', 1, 100_000_000, 600],
  ['RATE_LIMIT_WRITES', 'rateLimitWrites', 1, 100_000_000, 60],
  ['RATE_LIMIT_SIGN_IN', 'rateLimitSignIn', 1, 100_000_000, 10],
  ['REGISTRATIONS_PER_NETWORK', 'registrationsPerNetwork', 1, 100_000_000, 20],
  ['HANDLE_CHECKS_PER_MINUTE', 'handleChecksPerMinute', 1, 100_000_000, 60],
  ['ACCOUNT_MAILS_PER_ADDRESS', 'accountMailsPerAddress', 1, 100_000_000, 5],
  ['UNPROVEN_PER_HOUR', 'unprovenPerHour', 1, 100_000_000, 3],
  ['UNPROVEN_PER_DAY', 'unprovenPerDay', 1, 100_000_000, 10],
  ['UNPROVEN_PER_NETWORK', 'unprovenPerNetwork', 1, 100_000_000, 30],
  ['UNPROVEN_PER_EXPERT', 'unprovenPerExpert', 1, 100_000_000, 120],
  ['EMAIL_CODES_PER_NETWORK', 'emailCodesPerNetwork', 1, 100_000_000, 20],
  ['RESCHEDULES_PER_HOUR', 'reschedulesPerHour', 1, 100_000_000, 10],
  ['RETENTION_DAYS', 'retentionDays', 0, 36_500, 0],
  ['CACHE_MB', 'cacheMb', 1, 65_536, 64],
  ['PAGE_CACHE_MB', 'pageCacheMb', 1, 65_536, 16],
  ['CALENDAR_POLL', 'calendarPoll', 1, 86_400, 300],
  ['CALENDAR_STALE_AFTER', 'calendarStaleAfter', 1, 100_000, 180],
];

/** So that the smallest longest age of a hold is not refused for being shorter than a hold. */
const beside = (name: string): Settings => (name === 'HOLD_MAX_AGE' ? { HOLD_TTL: '1' } : {});

const MAIL_FROM =
  'MAIL_FROM must be one address, like bookings@example.com or ExpertBook <bookings@example.com>';
const LEVELS = 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent';

const PROXIES = 'write their addresses, like "loopback" or "10.0.0.5, 10.1.0.0/16"';
const NO_HOPS = `TRUST_PROXY takes no number of proxies: ${PROXIES}, or leave it out when there is none.`;

const OWN_HOSTS = 'write host names, addresses and CIDR ranges, like "cloud.lan, 10.0.0.5, 10.1.0.0/16"';
const REGISTRATION = 'REGISTRATION must be open, invitation, closed or domain:example.com,example.org';

const NO_KEY =
  'ENCRYPTION_KEY must be 32 random bytes in base64, or several of them with commas between, none twice.';
const [KEY, OTHER_KEY] = [1, 2].map((first) => Buffer.from(Array.from({ length: 32 }, (_, i) => first + i)));
const KEY_TEXT = String(KEY?.toString('base64'));

const REFUSED: [Settings, string][] = [
  [
    { SECURITY_CONTACT: 'http://example.com' },
    'SECURITY_CONTACT must be an email address, or begin with mailto:, https:// or tel:.',
  ],
  [{ MONGO_URI: 'db.example.com:27017' }, 'MONGO_URI must begin with mongodb:// or mongodb+srv://.'],
  [{ MONGO_URI: 'mongodb://' }, 'MONGO_URI must begin with mongodb:// or mongodb+srv://.'],
  [{ PUBLIC_URL: 'book.example.com' }, 'PUBLIC_URL must begin with http:// or https://.'],
  [{ PUBLIC_URL: 'ftp://book.example.com' }, 'PUBLIC_URL must begin with http:// or https://.'],
  [
    { PUBLIC_URL: 'https://book example' },
    'PUBLIC_URL is no address: write it like http://host.example.com.',
  ],
  [{ SMTP_URL: 'mail.example.com' }, 'SMTP_URL must begin with smtp:// or smtps://.'],
  [
    { SMTP_URL: 'smtp://u:secret@mail:port' },
    'SMTP_URL is no address: write it like smtp://host.example.com.',
  ],
  [{ MAIL_FROM: 'bookings' }, `${MAIL_FROM}, not "bookings".`],
  [{ MAIL_FROM: 'Ada <bookings>' }, `${MAIL_FROM}, not "Ada <bookings>".`],
  [{ MAIL_FROM: 'Ada <a@example.com' }, `${MAIL_FROM}, not "Ada <a@example.com".`],
  [{ MAIL_FROM: 'a@example.com, b@example.com' }, `${MAIL_FROM}, not "a@example.com, b@example.com".`],
  [{ MAIL_FROM: 'Smith, Ada <a@example.com>' }, `${MAIL_FROM}, not "Smith, Ada <a@example.com>".`],
  [{ LOG_LEVEL: 'loud' }, `${LEVELS}, not "loud".`],
  [{ LOG_LEVEL: 'INFO' }, `${LEVELS}, not "INFO".`],
  [
    { HOLD_TTL: '600', HOLD_MAX_AGE: '599' },
    'HOLD_MAX_AGE (599) must not be less than HOLD_TTL (600): raise it.',
  ],
  [{ HOLD_MAX_AGE: '60' }, 'HOLD_MAX_AGE (60) must not be less than HOLD_TTL (300): raise it.'],
  [{ TRUST_PROXY: '1' }, NO_HOPS],
  [{ TRUST_PROXY: '0' }, NO_HOPS],
  [{ TRUST_PROXY: 'loopback, 2' }, NO_HOPS],
  [{ TRUST_PROXY: 'proxy.example.com' }, `TRUST_PROXY cannot read "proxy.example.com": ${PROXIES}.`],
  [{ TRUST_PROXY: '10.0.0.0/33' }, `TRUST_PROXY cannot read "10.0.0.0/33": ${PROXIES}.`],
  [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN is too short: it needs at least 16 characters.'],
  [{ EGRESS_ALLOW: 'https://cloud.lan' }, `EGRESS_ALLOW cannot read "https://cloud.lan": ${OWN_HOSTS}.`],
  [{ EGRESS_ALLOW: 'cloud.lan 0x7f.1' }, `EGRESS_ALLOW cannot read "0x7f.1": ${OWN_HOSTS}.`],
  [{ EGRESS_ALLOW: '*.lan' }, `EGRESS_ALLOW cannot read "*.lan": ${OWN_HOSTS}.`],
  [{ ENCRYPTION_KEY: 'secret' }, NO_KEY],
  [{ ENCRYPTION_KEY: 'A'.repeat(43) }, NO_KEY],
  [{ ENCRYPTION_KEY: `${KEY_TEXT},${KEY_TEXT}` }, NO_KEY],
  [{ ENCRYPTION_KEY: `${KEY_TEXT},` }, NO_KEY],
  [{ EGRESS_HTTP: '1' }, 'EGRESS_HTTP must be true or false, not "1".'],
  [{ VERIFY_EMAIL: 'no' }, 'VERIFY_EMAIL must be true or false, not "no".'],
  [{ DEMO_VIDEO: 'yes' }, 'DEMO_VIDEO must be true or false, not "yes".'],
  [{ REGISTRATION: 'Open' }, `${REGISTRATION}, not "Open".`],
  [{ REGISTRATION: 'example.com' }, `${REGISTRATION}, not "example.com".`],
  [{ REGISTRATION: 'domain:' }, `${REGISTRATION}, not "domain:".`],
  [
    { REGISTRATION: 'domain:example.com,@example.org' },
    `${REGISTRATION}, not "domain:example.com,@example.org".`,
  ],
  [{ NODE_ENV: 'production' }, 'JWT_SECRET is missing: set it to a long random text.'],
  [
    { NODE_ENV: 'production', JWT_SECRET: 'x'.repeat(31) },
    'JWT_SECRET is too weak: it needs at least 32 characters.',
  ],
  [
    { NODE_ENV: 'production', JWT_SECRET: DEVELOPMENT_SECRET },
    'JWT_SECRET is the development one: set your own.',
  ],
];

describe('the settings', () => {
  it('all have a default for trying things out', () => {
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

  it('are what was set', () => {
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

  it('have encryption keys in either base64, the first one first', () => {
    const both = `${OTHER_KEY?.toString('base64url')} , ${KEY_TEXT}`;
    expect(readEnvironment({ ENCRYPTION_KEY: both }).encryptionKeys).toEqual([OTHER_KEY, KEY]);
  });

  it('leave a production process time to be taken out of a proxy', () => {
    expect(readEnvironment({ NODE_ENV: 'production', JWT_SECRET: LONG }).drainMs).toBe(5000);
  });

  it.each(NUMBERS)('%s is a whole number within its bounds', (name, field, least, most) => {
    for (const value of [least, most]) {
      expect(readEnvironment({ ...beside(name), [name]: String(value) })[field]).toBe(value);
    }
    for (const bad of [String(least - 1), String(most + 1), `${least}.5`, 'many', '1e', '5 s']) {
      const sentence = `${name} must be a whole number from ${least} to ${most}, not "${bad}".`;
      expect(problemsOf({ [name]: bad })).toEqual([sentence]);
    }
  });

  it.each(REFUSED)('%j are refused in a sentence', (settings, sentence) => {
    expect(problemsOf(settings)).toEqual([sentence]);
  });

  it('say who may register, and whether addresses are verified', () => {
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

  it('offer demo video outside production, and there only when told to', () => {
    const production = { NODE_ENV: 'production', JWT_SECRET: LONG };
    expect(readEnvironment({ DEMO_VIDEO: 'false' }).demoVideo).toBe(false);
    expect(readEnvironment(production).demoVideo).toBe(false);
    expect(readEnvironment({ ...production, DEMO_VIDEO: 'true' }).demoVideo).toBe(true);
  });

  it('let a hold be as old as it is long, when only its length is set', () => {
    expect(readEnvironment({ HOLD_TTL: '1800' })).toMatchObject({ holdTtl: 1800, holdMaxAge: 1800 });
    expect(readEnvironment({ HOLD_TTL: '600', HOLD_MAX_AGE: '600' })).toMatchObject({ holdMaxAge: 600 });
  });

  it('take a short secret, and none, outside production', () => {
    expect(readEnvironment({ JWT_SECRET: 'short' }).jwtSecret).toBe('short');
    expect(problemsOf({ NODE_ENV: 'production', JWT_SECRET: LONG })).toEqual([]);
  });

  it('are refused all at once, a line each, and no secret is repeated', () => {
    const settings = { PORT: 'x', LOG_LEVEL: 'loud', SMTP_URL: 'smtp://u:secret@mail:port' };
    expect(problemsOf(settings)).toHaveLength(3);
    const message = new EnvironmentError(problemsOf(settings)).message;
    expect(message.split('\n')).toHaveLength(3);
    expect(message).not.toContain('secret');
  });

  it('are all explained in .env.example, with the defaults they have', () => {
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
