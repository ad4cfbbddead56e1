import { Deferred, Refused, Unreachable } from '../outbox/delivery-errors';
import { failureCode } from '../outbox/outbox-options';

/** 421 (RFC 5321, 4.2.3), "service not available, closing": always about the server, after any command. */
const CLOSING = 421;
/** "Bad sequence of commands": about the session and not about the mail. */
const BAD_SEQUENCE = 503;
/** Codes of nodemailer for what the server replies about this one mail. */
const ABOUT_THE_MAIL = ['EENVELOPE', 'EMESSAGE'];
/** Codes of nodemailer for a server that is missing, does not respond, or rejects the login. */
const ABOUT_THE_SERVER = [
  'ECONNECTION',
  'ETIMEDOUT',
  'ESOCKET',
  'EDNS',
  'ETLS',
  'EPROTOCOL',
  'EAUTH',
  'ENOAUTH',
  'EPROXY',
  'EABORT',
];

/**
 * Maps an error of nodemailer for the outbox, without its message, which contains names and addresses.
 * @param begun whether the server had begun to read the mail
 */
export function failureOf(error: unknown, begun: boolean): Error {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  const reply = failureCode(error);
  const answer = typeof responseCode === 'number' ? responseCode : null;
  if (ABOUT_THE_MAIL.includes(String(code)) && answer !== CLOSING) {
    const forGood = answer === null || (answer >= 500 && answer !== BAD_SEQUENCE);
    return forGood ? new Refused(reply) : new Deferred(reply);
  }
  if (ABOUT_THE_SERVER.includes(String(code)) || answer === CLOSING) return new Unreachable(reply, begun);
  return Object.assign(new Error(reply), { code: reply });
}
