import type { RegistrationMode } from '@expertbook/contracts';
import * as ipaddr from 'ipaddr.js';
import { readEncryptionKeys } from './encryption-key-setting';
import type { EgressSettings } from './egress-settings';
import { egressSettings } from './egress-settings';

/** Every setting the API reads, validated and typed. Nothing else touches `process.env`. */
export interface Environment {
  readonly production: boolean;
  readonly mongoUri: string;
  readonly jwtSecret: string;
  /** 32 bytes each; the first encrypts, all decrypt. Empty = a key is derived from `jwtSecret`. */
  readonly encryptionKeys: readonly Buffer[];
  readonly port: number;
  readonly host: string;
  /** Where people reach this installation, without a trailing slash. */
  readonly publicUrl: string;
  /** Folder of the built web app; null = the API alone. */
  readonly webRoot: string | null;
  /** `smtp://user:password@host:port`; null = mails are kept for the inbox page instead of sent. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Opens the development inbox; null = one is made at each start. */
  readonly inboxKey: string | null;
  /** Connections to the SMTP server kept open by a process, and mails it sends at once. */
  readonly smtpConnections: number;
  /** Milliseconds the SMTP server gets for one mail, from connecting to its "250". */
  readonly smtpSendTimeout: number;
  /** Whether accounts prove their address: where mail leaves, unless switched off. Elsewhere all count as verified. */
  readonly verifiesEmail: boolean;
  readonly registration: Registration;
  /** Whether event types may be set to the video kinds whose links open nothing; others keep what they have. */
  readonly demoVideo: boolean;
  /** Proxies in front whose X-Forwarded-* headers are believed: addresses, CIDR ranges, `loopback`, `uniquelocal`. */
  readonly trustProxy: readonly string[];
  readonly logLevel: string;
  /** What a scrape of `/metrics` must bring; null = there is none on this port. */
  readonly metricsToken: string | null;
  /** Port on loopback that shows `/metrics` without a token; 0 = none. */
  readonly metricsPort: number;
  /** Milliseconds between being told to stop and closing the listener. */
  readonly drainMs: number;
  /** Seconds. */
  readonly accessTokenTtl: number;
  /** Days. */
  readonly refreshTokenTtl: number;
  /** Days after which a sign-in ends even if it is used. */
  readonly sessionMaxAge: number;
  /** Seconds a fresh or renewed hold lives. */
  readonly holdTtl: number;
  /** Seconds from a hold's creation past which it is not renewed. */
  readonly holdMaxAge: number;
  /** Live holds one client address may have. */
  readonly holdsPerClient: number;
  /** Bookings a day with one expert that one client network may make. */
  readonly bookingsPerClient: number;
  /** Percent of the free times around one that clients may hold at once, all together; 100 = all of them. */
  readonly heldShare: number;
  /** URI where security problems are reported: `mailto:`, `https:` or `tel:`; null = nothing is said. */
  readonly securityContact: string | null;
  /** Attempts a minute to hold or book one expert's time past which clients are asked for a proof of work. */
  readonly proofAfter: number;
  /** Sockets that one client network may keep open in a process, and all together. */
  readonly socketsPerNetwork: number;
  readonly maxSockets: number;
  /** Milliseconds a booking transaction may take, retries included. */
  readonly transactionDeadline: number;
  /** Requests a minute, client address and route: any, the anonymous writes (bookings, holds), and signing in. */
  readonly rateLimit: number;
  readonly rateLimitWrites: number;
  readonly rateLimitSignIn: number;
  /** Attempts to register an hour from one client network, over all processes. */
  readonly registrationsPerNetwork: number;
  /** Link names an account may ask about a minute, over all processes. */
  readonly handleChecksPerMinute: number;
  /** Mails an hour to an address that an account has not proven, over all accounts. */
  readonly accountMailsPerAddress: number;
  /** Bookings with one unverified email address, per hour and per day, above which a booking needs a code. */
  readonly unprovenPerHour: number;
  readonly unprovenPerDay: number;
  /** The same an hour for all such addresses of one client network, and of one expert. */
  readonly unprovenPerNetwork: number;
  readonly unprovenPerExpert: number;
  /** Codes one client network may have sent an hour. */
  readonly emailCodesPerNetwork: number;
  /** Days after a booking's end until its personal data is removed; 0 = never. */
  readonly retentionDays: number;
  /** Megabytes (2^20 bytes) for what is remembered of calendars and answers. */
  readonly cacheMb: number;
  /** The same for public pages, compressed. */
  readonly pageCacheMb: number;
  /** Times a client may move one booking an hour. */
  readonly reschedulesPerHour: number;
  readonly egress: EgressSettings;
  /** Seconds between two reads of a connected calendar. */
  readonly calendarPoll: number;
  /** Minutes after which a connected calendar that could not be read is stale. */
  readonly calendarStaleAfter: number;
}

/** Who may open an account. */
export interface Registration {
  mode: RegistrationMode;
  /** Lower case; only with the mode `domain`. */
  domains: readonly string[];
}

/** Whether mails go anywhere: to an SMTP server, or in development to the inbox page. */
export function isMailed({ smtpUrl, production }: Pick<Environment, 'smtpUrl' | 'production'>): boolean {
  return smtpUrl !== null || !production;
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
const MIN_METRICS_TOKEN_LENGTH = 16;
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

  const flag = (name: string, fallback: boolean): boolean => {
    const raw = text(name) ?? String(fallback);
    if (raw !== 'true' && raw !== 'false') problems.push(`${name} must be true or false, not "${raw}".`);
    return raw === 'true';
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

  const encryptionKeys = readEncryptionKeys(text('ENCRYPTION_KEY') ?? '');
  if (!encryptionKeys) {
    problems.push(
      'ENCRYPTION_KEY must be 32 random bytes in base64, or several of them with commas between, none twice.',
    );
  }

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

  const metricsToken = text('METRICS_TOKEN');
  if (metricsToken && metricsToken.length < MIN_METRICS_TOKEN_LENGTH)
    problems.push(`METRICS_TOKEN is too short: it needs at least ${MIN_METRICS_TOKEN_LENGTH} characters.`);
  const verifyEmail = flag('VERIFY_EMAIL', true);
  const registration = registrationOf(text('REGISTRATION') ?? 'open');
  if (!registration) {
    problems.push(
      `REGISTRATION must be open, invitation, closed or domain:example.com,example.org, not "${text('REGISTRATION')}".`,
    );
  }

  const contact = text('SECURITY_CONTACT');
  const securityContact = contact && /^[^\s@:/]+@[^\s@:/]+$/.test(contact) ? `mailto:${contact}` : contact;
  if (securityContact && !/^(?:mailto:|https:\/\/|tel:)[\x21-\x7e]+$/.test(securityContact)) {
    problems.push('SECURITY_CONTACT must be an email address, or begin with mailto:, https:// or tel:.');
  }

  const egress = egressSettings(text('EGRESS_ALLOW') ?? '', flag('EGRESS_HTTP', false));
  if ('wrong' in egress) {
    const example = 'write host names, addresses and CIDR ranges, like "cloud.lan, 10.0.0.5, 10.1.0.0/16"';
    problems.push(`EGRESS_ALLOW cannot read "${egress.wrong}": ${example}.`);
  }

  const environment: Environment = {
    production,
    mongoUri,
    jwtSecret: secret ?? DEVELOPMENT_SECRET,
    encryptionKeys: encryptionKeys ?? [],
    port,
    host: text('HOST') ?? '0.0.0.0',
    publicUrl,
    webRoot: text('WEB_ROOT'),
    smtpUrl,
    mailFrom,
    inboxKey: text('INBOX_KEY'),
    smtpConnections: whole('SMTP_CONNECTIONS', 4, 1, 50),
    smtpSendTimeout: whole('SMTP_SEND_TIMEOUT_MS', 60_000, 100, 600_000),
    verifiesEmail: smtpUrl !== null && verifyEmail,
    registration: registration ?? { mode: 'closed', domains: [] },
    demoVideo: flag('DEMO_VIDEO', !production),
    trustProxy: proxies,
    logLevel,
    metricsToken,
    metricsPort: whole('METRICS_PORT', 0, 0, 65_535),
    drainMs: whole('DRAIN_MS', production ? 5000 : 0, 0, 120_000),
    accessTokenTtl: whole('ACCESS_TOKEN_TTL', 900, 30, 86_400),
    refreshTokenTtl: whole('REFRESH_TOKEN_TTL_DAYS', 30, 1, 365),
    sessionMaxAge: whole('SESSION_MAX_AGE_DAYS', 90, 1, 730),
    holdTtl,
    holdMaxAge,
    holdsPerClient: whole('HOLDS_PER_CLIENT', 5, 1, 1_000_000),
    bookingsPerClient: whole('BOOKINGS_PER_CLIENT', 20, 1, 1_000_000),
    heldShare: whole('HELD_SHARE', 33, 1, 100),
    securityContact,
    proofAfter: whole('PROOF_AFTER', 30, 0, 1_000_000),
    socketsPerNetwork: whole('SOCKETS_PER_NETWORK', 200, 1, 1_000_000),
    maxSockets: whole('MAX_SOCKETS', 20_000, 1, 1_000_000),
    transactionDeadline: whole('TRANSACTION_DEADLINE_MS', 3000, 100, 60_000),
    rateLimit: whole('RATE_LIMIT', 600, 1, 100_000_000),
    rateLimitWrites: whole('RATE_LIMIT_WRITES', 60, 1, 100_000_000),
    rateLimitSignIn: whole('RATE_LIMIT_SIGN_IN', 10, 1, 100_000_000),
    registrationsPerNetwork: whole('REGISTRATIONS_PER_NETWORK', 20, 1, 100_000_000),
    handleChecksPerMinute: whole('HANDLE_CHECKS_PER_MINUTE', 60, 1, 100_000_000),
    accountMailsPerAddress: whole('ACCOUNT_MAILS_PER_ADDRESS', 5, 1, 100_000_000),
    unprovenPerHour: whole('UNPROVEN_PER_HOUR', 3, 1, 100_000_000),
    unprovenPerDay: whole('UNPROVEN_PER_DAY', 10, 1, 100_000_000),
    unprovenPerNetwork: whole('UNPROVEN_PER_NETWORK', 30, 1, 100_000_000),
    unprovenPerExpert: whole('UNPROVEN_PER_EXPERT', 120, 1, 100_000_000),
    emailCodesPerNetwork: whole('EMAIL_CODES_PER_NETWORK', 20, 1, 100_000_000),
    reschedulesPerHour: whole('RESCHEDULES_PER_HOUR', 10, 1, 100_000_000),
    retentionDays: whole('RETENTION_DAYS', 0, 0, 36_500),
    cacheMb: whole('CACHE_MB', 64, 1, 65_536),
    pageCacheMb: whole('PAGE_CACHE_MB', 16, 1, 65_536),
    calendarPoll: whole('CALENDAR_POLL', 300, 1, 86_400),
    calendarStaleAfter: whole('CALENDAR_STALE_AFTER', 180, 1, 100_000),
    egress: 'wrong' in egress ? { http: false, hosts: [], networks: [] } : egress,
  };
  if (problems.length > 0) throw new EnvironmentError(problems);
  return environment;
}

const DOMAIN = /^(?=.{1,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]*[\p{L}\p{N}]$/u;

/** `open`, `invitation`, `closed` or `domain:` with domains; null for anything else. */
function registrationOf(raw: string): Registration | null {
  if (raw === 'open' || raw === 'invitation' || raw === 'closed') return { mode: raw, domains: [] };
  const domains = /^domain:(.+)$/
    .exec(raw)?.[1]
    ?.split(',')
    .map((one) => one.trim().toLowerCase());
  return domains?.every((one) => DOMAIN.test(one)) ? { mode: 'domain', domains } : null;
}

/** What is wrong with the proxies named, as a sentence; null when nothing is. */
function problemOfProxies(proxies: readonly string[]): string | null {
  const example = 'write their addresses, like "loopback" or "10.0.0.5, 10.1.0.0/16"';
  // With a hop count a client that reaches the port directly chooses the address that limits count.
  if (proxies.some((one) => /^\d+$/.test(one)))
    return `TRUST_PROXY takes no number of proxies: ${example}, or leave it out when there is none.`;
  const wrong = proxies.find(
    (one) => !PROXY_RANGES.includes(one) && !ipaddr.isValid(one) && !ipaddr.isValidCIDR(one),
  );
  return wrong === undefined ? null : `TRUST_PROXY cannot read "${wrong}": ${example}.`;
}
