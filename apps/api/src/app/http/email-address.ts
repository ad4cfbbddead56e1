import { domainToASCII, domainToUnicode } from 'node:url';
import { MAX_EMAIL_LENGTH } from '@expertbook/contracts';

/** Octets of the part before the `@`: RFC 5321, 4.5.3.1.1. */
const MAX_LOCAL_LENGTH = 64;
/** Octets of a domain name as people write it: RFC 1035, 2.3.4, less length bytes. */
const MAX_DOMAIN_LENGTH = 253;

/**
 * A dot-atom (RFC 5322, 3.2.3), with letters, marks and digits of every script (RFC 6531). Quoted local parts are not
 * accepted.
 */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** A domain name before its conversion: nothing that the URL parser would decode or take for an IP literal. */
const DOMAIN = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+$/u;
/** RFC 1123, 2.1. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const TOP_LEVEL = /^(?:[a-z]{2,}|xn--[a-z0-9-]*[a-z0-9])$/;

/** The two parts of an email address. */
export interface EmailAddress {
  /** As typed. */
  local: string;
  /** In lower case and ASCII, with `xn--` labels (RFC 5891). */
  domain: string;
}

/**
 * Parses an email address. It is the only parser of addresses: only what it accepts is stored and mailed to, so no
 * mail server can find a second recipient in an address.
 * @returns null for everything that is not exactly one address: quoted local parts, comments, names, lists, control
 *   characters, spaces, domains without a dot, IP addresses, and what is too long for RFC 5321
 */
export function parseEmailAddress(text: string): EmailAddress | null {
  const at = text.indexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const written = text.slice(at + 1);
  if (!LOCAL.test(local) || Buffer.byteLength(local) > MAX_LOCAL_LENGTH) return null;
  if (!DOMAIN.test(written)) return null;
  const domain = domainToASCII(written);
  const labels = domain.split('.');
  const isDomain =
    labels.length > 1 &&
    domain.length <= MAX_DOMAIN_LENGTH &&
    labels.every((label) => LABEL.test(label)) &&
    // Mail libraries convert the domain back to Unicode, which can contain other characters: `⅐` becomes `1⁄7`.
    DOMAIN.test(domainToUnicode(domain)) &&
    TOP_LEVEL.test(labels.at(-1) ?? '');
  if (!isDomain) return null;
  return Buffer.byteLength(local) + 1 + domain.length <= MAX_EMAIL_LENGTH && text.length <= MAX_EMAIL_LENGTH
    ? { local, domain }
    : null;
}

/** Whether a value is one email address; see {@link parseEmailAddress}. */
export function isEmailAddress(value: unknown): value is string {
  return typeof value === 'string' && parseEmailAddress(value) !== null;
}

/** Equal for addresses that reach the same person by all known rules. */
export function addressKey(email: string): string {
  const text = email.trim().normalize('NFKC').toLowerCase();
  const parsed = parseEmailAddress(text);
  return parsed ? `${parsed.local}@${parsed.domain}` : text;
}

/** Domains of a provider that ignores dots in the local part. */
const DOTLESS: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox that an address delivers to, for limits: without a `+tag` (RFC 5233 subaddressing, which most servers
 * support), and without dots at the provider that ignores them. Coarser than {@link addressKey}, so it never proves
 * an identity.
 */
export function mailboxKey(email: string): string {
  const key = addressKey(email);
  const at = key.lastIndexOf('@');
  const domain = key.slice(at + 1);
  const untagged = key.slice(0, at).replace(/(?<=.)\+.*$/, '');
  return DOTLESS.has(domain) ? `${untagged.replaceAll('.', '')}@gmail.com` : `${untagged}@${domain}`;
}
