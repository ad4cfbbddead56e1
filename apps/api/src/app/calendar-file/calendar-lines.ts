const MAX_OCTETS = 75;

/**
 * Content lines in file format (RFC 5545, 3.1): each ended by CRLF and folded so that none, without the CRLF, is
 * longer than 75 octets of UTF-8. A character is never split; a continuation begins with one space.
 */
export function foldLines(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function folded(line: string): string {
  const length = Buffer.byteLength(line);
  if (length <= MAX_OCTETS) return line;
  if (length === line.length) return foldedAscii(line);
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character.codePointAt(0) ?? 0);
    if (octets + size > MAX_OCTETS) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}

/** Of a code point in UTF-8 (RFC 3629, 3). */
function octetsOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** The usual case: every character is an octet. */
function foldedAscii(line: string): string {
  let text = line.slice(0, MAX_OCTETS);
  for (let at = MAX_OCTETS; at < line.length; at += MAX_OCTETS - 1) {
    text += `\r\n ${line.slice(at, at + MAX_OCTETS - 1)}`;
  }
  return text;
}

/** A TEXT value (RFC 5545, 3.3.11); `text` has no control characters but `\n`. */
export function textValue(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

/**
 * A quoted parameter value (RFC 5545, 3.2); `text` is one line. It cannot contain quotes, so they become apostrophes.
 * Backslashes have no meaning here, but lenient readers treat them as escapes, so they become slashes. A caret is
 * doubled, because readers that support RFC 6868 treat it as an escape.
 */
export function quotedValue(text: string): string {
  return `"${text.replaceAll('"', "'").replaceAll('\\', '/').replaceAll('^', '^^')}"`;
}

/** A UTC DATE-TIME (RFC 5545, 3.3.5): `20270104T080000Z`. */
export function utcValue(instant: Date): string {
  const iso = instant.toISOString();
  // Slower path for years without exactly four digits.
  if (iso.length !== 24) return iso.replace(/[-:]|\.\d{3}/g, '');
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`;
}

/** A `mailto:` CAL-ADDRESS (RFC 6068): all special characters are percent-encoded. */
export function mailtoValue(email: string): string {
  return `mailto:${encodeURIComponent(email).replaceAll('%40', '@').replaceAll('%2B', '+')}`;
}
