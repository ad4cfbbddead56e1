/** One part of a mail; a multipart has `parts`, all others a decoded `body`. Header names are lower case, values decoded. */
export interface MimePart {
  headers: Record<string, string>;
  /** `text/plain` */
  type: string;
  parameters: Record<string, string>;
  body: string;
  parts: MimePart[];
}

/**
 * Reads a mail (RFC 5322, 2045 to 2047) as far as tests need it.
 * @throws Error for a duplicate header
 */
export function readMime(source: string): MimePart {
  const split = source.indexOf('\r\n\r\n');
  const headers = readHeaders(source.slice(0, split));
  const content = source.slice(split + 4);
  const [type = '', ...rest] = (headers['content-type'] ?? 'text/plain').split(/;\s*/);
  const parameters = Object.fromEntries(
    rest.map((text) => {
      const [name = '', value = ''] = text.split(/=(.*)/s);
      return [name.toLowerCase(), value.replace(/^"|"$/g, '')];
    }),
  );
  const boundary = parameters['boundary'];
  if (boundary === undefined) {
    const body = decodeBody(content, headers['content-transfer-encoding'] ?? '7bit');
    return { headers, type, parameters, body, parts: [] };
  }
  const sections = `\r\n${content}`.split(`\r\n--${boundary}`).slice(1, -1);
  const parts = sections.map((section) => readMime(section.replace(/^[ \t]*\r\n/, '')));
  return { headers, type, parameters, body: '', parts };
}

/** The mail's leaves, depth first. */
export function leavesOf(part: MimePart): MimePart[] {
  return part.parts.length > 0 ? part.parts.flatMap(leavesOf) : [part];
}

function readHeaders(block: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of block.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [name = '', value = ''] = line.split(/:\s*(.*)/s);
    const key = name.toLowerCase();
    if (key in headers) throw new Error(`The header ${name} is there twice`);
    headers[key] = decodeWords(value);
  }
  return headers;
}

function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) =>
      Buffer.concat(
        [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, kind = '', word = '']) =>
          kind.toLowerCase() === 'b'
            ? Buffer.from(word, 'base64')
            : quotedPrintable(word.replaceAll('_', ' ')),
        ),
      ).toString('utf8'),
    );
}

function decodeBody(body: string, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable':
      return quotedPrintable(body.replace(/=\r\n/g, '')).toString('utf8');
    default:
      return body;
  }
}

function quotedPrintable(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
}
