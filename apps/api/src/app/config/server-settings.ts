import { problemOfProxies } from './proxy-setting';
import type { SettingsReader } from './settings-reader';

/** The process, its addresses and its limits. */
export interface ServerSettings {
  readonly production: boolean;
  readonly mongoUri: string;
  readonly port: number;
  readonly host: string;
  /** Public address of this installation, without a trailing slash. */
  readonly publicUrl: string;
  /** Folder of the built web app; null = the API alone. */
  readonly webRoot: string | null;
  /** Proxies whose X-Forwarded-* headers are trusted: addresses, CIDR ranges, `loopback`, `uniquelocal`. */
  readonly trustProxy: readonly string[];
  readonly logLevel: string;
  /** Token for a scrape of `/metrics`; null = it does not exist on this port. */
  readonly metricsToken: string | null;
  /** Port on loopback with `/metrics` without a token; 0 = none. */
  readonly metricsPort: number;
  /** Milliseconds between the stop signal and closing the listener. */
  readonly drainMs: number;
  /** URI where security problems are reported: `mailto:`, `https:` or `tel:`; null = none is published. */
  readonly securityContact: string | null;
  /** Maximum of open sockets in a process, per client network and in total. */
  readonly socketsPerNetwork: number;
  readonly maxSockets: number;
  /** Requests per minute, client address and route: all requests, anonymous writes (bookings, holds), and sign-ins. */
  readonly rateLimit: number;
  readonly rateLimitWrites: number;
  readonly rateLimitSignIn: number;
  /** Megabytes (2^20 bytes) for caches of calendars and responses. */
  readonly cacheMb: number;
  /** The same for public pages, compressed. */
  readonly pageCacheMb: number;
}

const MIN_METRICS_TOKEN_LENGTH = 16;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

export function readServerSettings(reader: SettingsReader): ServerSettings {
  const production = reader.text('NODE_ENV') === 'production';
  const port = reader.whole('PORT', 3000, 0, 65_535);
  return {
    production,
    port,
    mongoUri:
      reader.url('MONGO_URI', ['mongodb', 'mongodb+srv']) ??
      'mongodb://127.0.0.1:27017/expertbook?replicaSet=rs0',
    publicUrl: reader.url('PUBLIC_URL', ['http', 'https']) ?? `http://localhost:${port}`,
    host: reader.text('HOST') ?? '0.0.0.0',
    webRoot: reader.text('WEB_ROOT'),
    logLevel: readLogLevel(reader),
    trustProxy: readProxies(reader),
    metricsToken: readMetricsToken(reader),
    metricsPort: reader.whole('METRICS_PORT', 0, 0, 65_535),
    drainMs: reader.whole('DRAIN_MS', production ? 5000 : 0, 0, 120_000),
    securityContact: readSecurityContact(reader),
    socketsPerNetwork: reader.whole('SOCKETS_PER_NETWORK', 200, 1, 1_000_000),
    maxSockets: reader.whole('MAX_SOCKETS', 20_000, 1, 1_000_000),
    rateLimit: reader.whole('RATE_LIMIT', 600, 1, 100_000_000),
    rateLimitWrites: reader.whole('RATE_LIMIT_WRITES', 60, 1, 100_000_000),
    rateLimitSignIn: reader.whole('RATE_LIMIT_SIGN_IN', 10, 1, 100_000_000),
    cacheMb: reader.whole('CACHE_MB', 64, 1, 65_536),
    pageCacheMb: reader.whole('PAGE_CACHE_MB', 16, 1, 65_536),
  };
}

function readLogLevel(reader: SettingsReader): string {
  const level = reader.text('LOG_LEVEL') ?? 'info';
  if (!LOG_LEVELS.includes(level)) {
    reader.problems.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${level}".`);
  }
  return level;
}

function readProxies(reader: SettingsReader): string[] {
  const proxies = (reader.text('TRUST_PROXY') ?? '').split(/[\s,]+/).filter((one) => one !== '');
  const problem = problemOfProxies(proxies);
  if (problem) reader.problems.push(problem);
  return proxies;
}

function readMetricsToken(reader: SettingsReader): string | null {
  const token = reader.text('METRICS_TOKEN');
  if (token && token.length < MIN_METRICS_TOKEN_LENGTH)
    reader.problems.push(
      `METRICS_TOKEN is too short: it needs at least ${MIN_METRICS_TOKEN_LENGTH} characters.`,
    );
  return token;
}

function readSecurityContact(reader: SettingsReader): string | null {
  const contact = reader.text('SECURITY_CONTACT');
  const uri = contact && /^[^\s@:/]+@[^\s@:/]+$/.test(contact) ? `mailto:${contact}` : contact;
  if (uri && !/^(?:mailto:|https:\/\/|tel:)[\x21-\x7e]+$/.test(uri)) {
    reader.problems.push(
      'SECURITY_CONTACT must be an email address, or begin with mailto:, https:// or tel:.',
    );
  }
  return uri;
}
