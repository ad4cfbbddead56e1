import type { AccountSettings } from './account-settings';
import { readAccountSettings } from './account-settings';
import type { BookingSettings } from './booking-settings';
import { readBookingSettings } from './booking-settings';
import type { ConnectionSettings } from './connection-settings';
import { readConnectionSettings } from './connection-settings';
import type { MailSettings } from './mail-settings';
import { readMailSettings } from './mail-settings';
import type { SecretSettings } from './secret-settings';
import { readSecretSettings } from './secret-settings';
import type { ServerSettings } from './server-settings';
import { readServerSettings } from './server-settings';
import type { SettingsSource } from './settings-reader';
import { SettingsReader } from './settings-reader';

/** All settings of the API, validated and typed. Nothing else reads `process.env`. */
export interface Environment
  extends
    ServerSettings,
    SecretSettings,
    MailSettings,
    AccountSettings,
    BookingSettings,
    ConnectionSettings {}

/** Thrown when settings are missing or invalid; `problems` are sentences that begin with the setting's name. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'EnvironmentError';
  }
}

/**
 * Reads and validates the settings.
 * @param source usually `process.env`; empty strings count as unset
 * @throws EnvironmentError naming each invalid setting
 */
export function readEnvironment(source: SettingsSource): Environment {
  const reader = new SettingsReader(source);
  const server = readServerSettings(reader);
  const mail = readMailSettings(reader);
  const environment: Environment = {
    ...server,
    ...readSecretSettings(reader, server.production),
    ...mail,
    ...readAccountSettings(reader, mail.smtpUrl !== null),
    ...readBookingSettings(reader, server.production),
    ...readConnectionSettings(reader),
  };
  if (reader.problems.length > 0) throw new EnvironmentError(reader.problems);
  return environment;
}

/** Whether mails are sent: to an SMTP server, or in development to the inbox page. */
export function isMailed({ smtpUrl, production }: Pick<Environment, 'smtpUrl' | 'production'>): boolean {
  return smtpUrl !== null || !production;
}
