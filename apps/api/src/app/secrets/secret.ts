import { inspect } from 'node:util';

const REDACTED = '[secret]';

/**
 * A password, token or secret address in memory. It does not appear in logs, JSON, templates and error messages, and
 * is never stored: it must be encrypted. Only {@link Secret.reveal} returns the text.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text, for the one call that needs it. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  /** @throws TypeError always: an unencrypted secret must not be stored */
  toBSON(): never {
    throw new TypeError('A secret is stored encrypted only.');
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
