const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `[` and `{` differ from each other in one bit, and so do `]` and `}`. */
const BRACE_BIT = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/**
 * Whether a JSON text (RFC 8259) nests objects and lists deeper than `limit`, without parsing it. Only strings are
 * recognised; invalid JSON is left to the parser. In UTF-8 none of these bytes is part of another character.
 */
export function isTooDeep(text: Uint8Array, limit: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i++) {
    const byte = text[i] as number;
    if (isInString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) isInString = true;
    else if ((byte | BRACE_BIT) === OPEN) {
      if (++depth > limit) return true;
    } else if ((byte | BRACE_BIT) === CLOSE) depth--;
  }
  return false;
}
