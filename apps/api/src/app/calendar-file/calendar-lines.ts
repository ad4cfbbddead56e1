const MAX_OCTETS = 75;

/**
 * Content lines as they are stored (RFC 5545, 3.1): each ended by CRLF and folded so that none, the CRLF not counted, is
 * longer than 75 octets of UTF-8. A character is never split; a continuation begins with one space.
 */
export function foldLines(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function folded(line: string): string {
  if (Buffer.byteLength(line) <= MAX_OCTETS) return line;
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}

/** A TEXT value (RFC 5545, 3.3.11); `text` has no control characters but `\n`. */
export function textValue(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

/**
 * A quoted parameter value (RFC 5545, 3.2); `text` is one line. Quotes have no place inside, so they become apostrophes.
 * Backslashes mean nothing here, but lenient readers take them for escapes, so they become slashes. A caret is doubled,
 * because readers that know RFC 6868 take it for an escape.
 */
export function quotedValue(text: string): string {
  return `"${text.replaceAll('"', "'").replaceAll('\\', '/').replaceAll('^', '^^')}"`;
}

/** A UTC DATE-TIME (RFC 5545, 3.3.5): `20270104T080000Z`. */
export function utcValue(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** A `mailto:` CAL-ADDRESS (RFC 6068): everything that is not plain is percent-encoded. */
export function mailtoValue(email: string): string {
  return `mailto:${encodeURIComponent(email).replaceAll('%40', '@').replaceAll('%2B', '+')}`;
}
