import * as ipaddr from 'ipaddr.js';

/** Every setting the API reads, validated and typed. Nothing else touches `process.env`. */
export interface Environment {
  readonly production: boolean;
  readonly mongoUri: string;
  readonly jwtSecret: string;
  readonly port: number;
  readonly host: string;
  /** Where people reach this installation, without a trailing slash. */
  readonly publicUrl: string;
  /** Folder of the built web app; null = the API alone. */
  readonly webRoot: string | null;
  /** `smtp://user:password@host:port`; null = mails are kept for the inbox page instead of sent. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Connections to the SMTP server kept open by a process, and mails it sends at once. */
  readonly smtpConnections: number;
  /** Milliseconds the SMTP server gets for one mail, from connecting to its "250". */
  readonly smtpSendTimeout: number;
  /** Proxies in front whose X-Forwarded-* headers are believed: addresses, CIDR ranges, `loopback`, `uniquelocal`. */
  readonly trustProxy: readonly string[];
  readonly logLevel: string;
  /** Seconds. */
  readonly accessTokenTtl: number;
  /** Days. */
  readonly refreshTokenTtl: number;
  /** Seconds a fresh or renewed hold lives. */
  readonly holdTtl: number;
  /** Seconds from a hold's creation past which it is not renewed. */
  readonly holdMaxAge: number;
  /** Live holds one client address may have. */
  readonly holdsPerClient: number;
  /** Sockets that one client network may keep open in a process, and all together. */
  readonly socketsPerNetwork: number;
  readonly maxSockets: number;
  /** Milliseconds a booking transaction may take, retries included. */
  readonly transactionDeadline: number;
  /** Requests a minute, client address and route: any, the anonymous writes (bookings, holds), and signing in. */
  readonly rateLimit: number;
  readonly rateLimitWrites: number;
  readonly rateLimitSignIn: number;
  /** Megabytes (2^20 bytes) for what is remembered of calendars and answers. */
  readonly cacheMb: number;
}

/** Names of address ranges that TRUST_PROXY may hold: 127.0.0.0/8 and ::1, and the private ranges of RFC 1918 and RFC 4193. */
const PROXY_RANGES = ['loopback', 'uniquelocal'];

/** Thrown when settings are missing or wrong; `problems` are plain sentences that begin with the setting's name. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'EnvironmentError';
  }
}

type Source = Readonly<Record<string, string | undefined>>;

const DEVELOPMENT_SECRET = 'development-only-secret-do-not-use-in-production';
const MIN_SECRET_LENGTH = 32;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
/** `ada@example.com`, or a name in front of `<ada@example.com>`; what else divides addresses must be quoted. */
const SENDER = /^(?:(?:"[^"\p{Cc}]*" *|[^<>",;:\p{Cc}]*)<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/u;

/**
 * Reads and checks the settings.
 * @param source usually `process.env`; empty strings count as unset
 * @throws EnvironmentError naming each bad setting
 */
export function readEnvironment(source: Source): Environment {
  const problems: string[] = [];
  const text = (name: string): string | null => source[name]?.trim() || null;
  const whole = (name: string, fallback: number, min: number, max: number): number => {
    const raw = text(name);
    if (raw === null) return fallback;
    const value = Number(raw);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    problems.push(`${name} must be a whole number from ${min} to ${max}, not "${raw}".`);
    return fallback;
  };
  const url = (name: string, schemes: readonly string[]): string | null => {
    const raw = text(name);
    if (raw === null) return null;
    const scheme = /^([a-z+]+):\/\/./.exec(raw)?.[1];
    if (!scheme || !schemes.includes(scheme)) {
      problems.push(`${name} must begin with ${schemes.map((s) => `${s}://`).join(' or ')}.`);
      return null;
    }
    // An address of a replica set names several hosts, which no URL may; the driver reads it.
    if (schemes.includes('mongodb') || URL.canParse(raw)) return raw.replace(/\/+$/, '');
    // It may hold a password, so it is not repeated.
    problems.push(`${name} is no address: write it like ${schemes[0]}://host.example.com.`);
    return null;
  };

  const production = text('NODE_ENV') === 'production';
  const port = whole('PORT', 3000, 0, 65_535);
  const mongoUri =
    url('MONGO_URI', ['mongodb', 'mongodb+srv']) ?? 'mongodb://127.0.0.1:27017/expertbook?replicaSet=rs0';
  const publicUrl = url('PUBLIC_URL', ['http', 'https']) ?? `http://localhost:${port}`;
  const smtpUrl = url('SMTP_URL', ['smtp', 'smtps']);

  const secret = text('JWT_SECRET');
  if (production && !secret) problems.push('JWT_SECRET is missing: set it to a long random text.');
  if (secret && secret.length < MIN_SECRET_LENGTH && production) {
    problems.push(`JWT_SECRET is too weak: it needs at least ${MIN_SECRET_LENGTH} characters.`);
  }
  if (production && secret === DEVELOPMENT_SECRET)
    problems.push('JWT_SECRET is the development one: set your own.');

  const mailFrom = text('MAIL_FROM') ?? 'ExpertBook <bookings@localhost>';
  if (!SENDER.test(mailFrom)) {
    const example = 'bookings@example.com or ExpertBook <bookings@example.com>';
    problems.push(`MAIL_FROM must be one address, like ${example}, not "${mailFrom}".`);
  }
  const logLevel = text('LOG_LEVEL') ?? 'info';
  if (!LOG_LEVELS.includes(logLevel)) {
    problems.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${logLevel}".`);
  }
  const proxies = (text('TRUST_PROXY') ?? '').split(/[\s,]+/).filter((one) => one !== '');
  const proxyProblem = problemOfProxies(proxies);
  if (proxyProblem) problems.push(proxyProblem);

  const holdTtl = whole('HOLD_TTL', 300, 1, 3600);
  const holdMaxAge = whole('HOLD_MAX_AGE', Math.max(900, holdTtl), 1, 7200);
  if (holdMaxAge < holdTtl) {
    problems.push(`HOLD_MAX_AGE (${holdMaxAge}) must not be less than HOLD_TTL (${holdTtl}): raise it.`);
  }

  const environment: Environment = {
    production,
    mongoUri,
    jwtSecret: secret ?? DEVELOPMENT_SECRET,
    port,
    host: text('HOST') ?? '0.0.0.0',
    publicUrl,
    webRoot: text('WEB_ROOT'),
    smtpUrl,
    mailFrom,
    smtpConnections: whole('SMTP_CONNECTIONS', 4, 1, 50),
    smtpSendTimeout: whole('SMTP_SEND_TIMEOUT_MS', 60_000, 100, 600_000),
    trustProxy: proxies,
    logLevel,
    accessTokenTtl: whole('ACCESS_TOKEN_TTL', 900, 30, 86_400),
    refreshTokenTtl: whole('REFRESH_TOKEN_TTL_DAYS', 30, 1, 365),
    holdTtl,
    holdMaxAge,
    holdsPerClient: whole('HOLDS_PER_CLIENT', 5, 1, 1_000_000),
    socketsPerNetwork: whole('SOCKETS_PER_NETWORK', 200, 1, 1_000_000),
    maxSockets: whole('MAX_SOCKETS', 20_000, 1, 1_000_000),
    transactionDeadline: whole('TRANSACTION_DEADLINE_MS', 3000, 100, 60_000),
    rateLimit: whole('RATE_LIMIT', 600, 1, 100_000_000),
    rateLimitWrites: whole('RATE_LIMIT_WRITES', 60, 1, 100_000_000),
    rateLimitSignIn: whole('RATE_LIMIT_SIGN_IN', 10, 1, 100_000_000),
    cacheMb: whole('CACHE_MB', 64, 1, 65_536),
  };
  if (problems.length > 0) throw new EnvironmentError(problems);
  return environment;
}

/** What is wrong with the proxies named, as a sentence; null when nothing is. */
function problemOfProxies(proxies: readonly string[]): string | null {
  const example = 'write their addresses, like "loopback" or "10.0.0.5, 10.1.0.0/16"';
  // With a hop count whoever reaches the port directly chooses the address that limits count.
  if (proxies.some((one) => /^\d+$/.test(one)))
    return `TRUST_PROXY takes no number of proxies: ${example}, or leave it out when there is none.`;
  const wrong = proxies.find(
    (one) => !PROXY_RANGES.includes(one) && !ipaddr.isValid(one) && !ipaddr.isValidCIDR(one),
  );
  return wrong === undefined ? null : `TRUST_PROXY cannot read "${wrong}": ${example}.`;
}
