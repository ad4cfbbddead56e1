import { CALDAV_PRESETS } from './presets';

/**
 * The origins that get the account's password: the one the expert gave, and those it leads to by rules that no open redirect can
 * use (ADR 38).
 */
export class CredentialScope {
  private readonly origins = new Set<string>();

  constructor(first: URL) {
    this.origins.add(first.origin);
  }

  has({ origin }: URL): boolean {
    return this.origins.has(origin);
  }

  /**
   * Adds the origin that a redirect of a known one leads to: the same host or one under it, or one of the same provider, each by https.
   * @returns whether it may have the password
   */
  follow(from: URL, to: URL): boolean {
    if (!this.has(from)) return false;
    if (to.protocol === 'https:' && isRelated(from.hostname, to.hostname)) this.origins.add(to.origin);
    return this.has(to);
  }

  /**
   * Adds an origin that a known one, which has the password already, names in its response about the account.
   * @returns whether it may have the password
   */
  name(by: URL, named: URL): boolean {
    if (!this.has(by)) return false;
    if (named.protocol === 'https:') this.origins.add(named.origin);
    return this.has(named);
  }
}

function isRelated(from: string, to: string): boolean {
  if (isWithin(to, from.replace(/^www\./, ''))) return true;
  return CALDAV_PRESETS.some(
    ({ domain }) => domain !== null && isWithin(from, domain) && isWithin(to, domain),
  );
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
