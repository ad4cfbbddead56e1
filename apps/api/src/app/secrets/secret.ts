import { inspect } from 'node:util';

const REDACTED = '[secret]';

/**
 * A password, token or secret address in memory. Shows nothing of itself in logs, JSON, templates and error messages, and is
 * never stored: it must be encrypted. Only {@link Secret.reveal} gives the text.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself, for the one call that needs it. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  /** @throws TypeError always: an unencrypted secret does not go into the database */
  toBSON(): never {
    throw new TypeError('A secret is stored encrypted only.');
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
