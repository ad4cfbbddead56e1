import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

/** Loads `.env` of the repository if there is one. Existing variables have precedence. */
export function loadEnvFile() {
  const file = join(ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {number} `PORT`, 3000 when left out
 * @throws {PlainError}
 */
export function portOf(env) {
  const raw = env.PORT?.trim();
  if (!raw) return 3000;
  const port = Number(raw);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new PlainError(`PORT is "${raw}", which is no port.`, 'Set it to a number from 1 to 65535.');
}

/**
 * The secret that signs access tokens: created once and kept, so that a restart ends no session.
 *
 * @param {string} dataDir
 * @returns {string}
 */
export function ensureSecret(dataDir) {
  const file = join(dataDir, 'jwt-secret');
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim();
    if (kept.length >= 32) return kept;
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secret = randomBytes(48).toString('base64url');
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}

/** Settings of an installation, which builds and tests must not use or change. */
const OF_AN_INSTALLATION = [
  'NODE_ENV',
  'MONGO_URI',
  'SMTP_URL',
  'JWT_SECRET',
  'ENCRYPTION_KEY',
  'INBOX_KEY',
  'PUBLIC_URL',
  'PORT',
  'HOST',
  'WEB_ROOT',
  'DEMO',
  'DEMO_VIDEO',
  'JITSI_URL',
  'REGISTRATION',
];

/**
 * Environment for builds and tests: no daemon, no screen drawing, no telemetry, and no settings of a real
 * installation.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function quietEnvironment() {
  const plain = process.env.CI || process.env.NO_COLOR || !process.stdout.isTTY;
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_NO_CLOUD: 'true',
    NG_CLI_ANALYTICS: 'false',
    // Some programs treat any FORCE_COLOR as yes, so switching it off needs both.
    ...(plain ? { FORCE_COLOR: '0', NO_COLOR: '1' } : { FORCE_COLOR: '1' }),
  };
  for (const name of OF_AN_INSTALLATION) delete env[name];
  return env;
}
