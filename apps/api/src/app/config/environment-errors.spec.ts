import { EnvironmentError, readEnvironment } from './environment';
import { NUMBERS } from './number-settings.fixture';

type Settings = Record<string, string>;

const LONG = 'x'.repeat(32);
const DEVELOPMENT_SECRET = readEnvironment({}).jwtSecret;

/** The problems that a start with these settings reports; none where it starts. */
function problemsOf(settings: Settings): readonly string[] {
  try {
    readEnvironment(settings);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

/** The smallest maximum age of a hold is only valid with a shorter hold. */
const neededWith = (name: string): Settings => (name === 'HOLD_MAX_AGE' ? { HOLD_TTL: '1' } : {});

const MAIL_FROM =
  'MAIL_FROM must be one address, like bookings@example.com or ExpertBook <bookings@example.com>';
const LEVELS = 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent';

const PROXIES = 'write their addresses, like "loopback" or "10.0.0.5, 10.1.0.0/16"';
const NO_HOPS = `TRUST_PROXY takes no number of proxies: ${PROXIES}, or leave it out when there is none.`;

const OWN_HOSTS = 'write host names, addresses and CIDR ranges, like "cloud.lan, 10.0.0.5, 10.1.0.0/16"';
const REGISTRATION = 'REGISTRATION must be open, invitation, closed or domain:example.com,example.org';

const NO_KEY =
  'ENCRYPTION_KEY must be 32 random bytes in base64, or several of them with commas between, none twice.';
const KEY_TEXT = Buffer.from(Array.from({ length: 32 }, (_, i) => 1 + i)).toString('base64');

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

describe('invalid settings', () => {
  it.each(NUMBERS)('%s is a whole number within its bounds', (name, field, least, most) => {
    for (const value of [least, most]) {
      expect(readEnvironment({ ...neededWith(name), [name]: String(value) })[field]).toBe(value);
    }
    for (const bad of [String(least - 1), String(most + 1), `${least}.5`, 'many', '1e', '5 s']) {
      const sentence = `${name} must be a whole number from ${least} to ${most}, not "${bad}".`;
      expect(problemsOf({ [name]: bad })).toEqual([sentence]);
    }
  });

  it.each(REFUSED)('%j are rejected with a sentence', (settings, sentence) => {
    expect(problemsOf(settings)).toEqual([sentence]);
  });

  it('accept a short secret, or none, outside production', () => {
    expect(readEnvironment({ JWT_SECRET: 'short' }).jwtSecret).toBe('short');
    expect(problemsOf({ NODE_ENV: 'production', JWT_SECRET: LONG })).toEqual([]);
  });

  it('report all problems at once, one per line, without secrets', () => {
    const settings = { PORT: 'x', LOG_LEVEL: 'loud', SMTP_URL: 'smtp://u:secret@mail:port' };
    expect(problemsOf(settings)).toHaveLength(3);
    const message = new EnvironmentError(problemsOf(settings)).message;
    expect(message.split('\n')).toHaveLength(3);
    expect(message).not.toContain('secret');
  });
});
