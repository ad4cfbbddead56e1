import type { RegistrationMode } from '@expertbook/contracts';
import type { SettingsReader } from './settings-reader';

/** Who may open an account. */
export interface Registration {
  mode: RegistrationMode;
  /** Lower case; only with the mode `domain`. */
  domains: readonly string[];
}

/** Accounts and their sessions. */
export interface AccountSettings {
  /**
   * Whether accounts have to verify their address: where mail is sent, unless switched off. Elsewhere all count as
   * verified.
   */
  readonly verifiesEmail: boolean;
  readonly registration: Registration;
  /** Seconds. */
  readonly accessTokenTtl: number;
  /** Days. */
  readonly refreshTokenTtl: number;
  /** Days after which a session ends even if it is in use. */
  readonly sessionMaxAge: number;
  /** Registration attempts per hour and client network, over all processes. */
  readonly registrationsPerNetwork: number;
  /** Checks of handles per minute and account, over all processes. */
  readonly handleChecksPerMinute: number;
  /** Mails per hour to an unverified address, over all accounts. */
  readonly accountMailsPerAddress: number;
}

/** @param sendsMail whether an SMTP server is set */
export function readAccountSettings(reader: SettingsReader, sendsMail: boolean): AccountSettings {
  const verifyEmail = reader.flag('VERIFY_EMAIL', true);
  return {
    verifiesEmail: sendsMail && verifyEmail,
    registration: readRegistration(reader),
    accessTokenTtl: reader.whole('ACCESS_TOKEN_TTL', 900, 30, 86_400),
    refreshTokenTtl: reader.whole('REFRESH_TOKEN_TTL_DAYS', 30, 1, 365),
    sessionMaxAge: reader.whole('SESSION_MAX_AGE_DAYS', 90, 1, 730),
    registrationsPerNetwork: reader.whole('REGISTRATIONS_PER_NETWORK', 20, 1, 100_000_000),
    handleChecksPerMinute: reader.whole('HANDLE_CHECKS_PER_MINUTE', 60, 1, 100_000_000),
    accountMailsPerAddress: reader.whole('ACCOUNT_MAILS_PER_ADDRESS', 5, 1, 100_000_000),
  };
}

function readRegistration(reader: SettingsReader): Registration {
  const raw = reader.text('REGISTRATION') ?? 'open';
  const registration = parseRegistration(raw);
  if (registration) return registration;
  reader.problems.push(
    `REGISTRATION must be open, invitation, closed or domain:example.com,example.org, not "${raw}".`,
  );
  return { mode: 'closed', domains: [] };
}

const DOMAIN = /^(?=.{1,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]*[\p{L}\p{N}]$/u;

/** `open`, `invitation`, `closed` or `domain:` with domains; null for anything else. */
function parseRegistration(raw: string): Registration | null {
  if (raw === 'open' || raw === 'invitation' || raw === 'closed') return { mode: raw, domains: [] };
  const domains = /^domain:(.+)$/
    .exec(raw)?.[1]
    ?.split(',')
    .map((one) => one.trim().toLowerCase());
  return domains?.every((one) => DOMAIN.test(one)) ? { mode: 'domain', domains } : null;
}
