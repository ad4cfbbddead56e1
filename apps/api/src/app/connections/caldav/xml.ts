import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';

/** An element of a document. */
export interface XmlElement {
  /** Namespace and local name, as in `{DAV:}href`. */
  name: string;
  /** Its attribute `name`; no other is kept. */
  label: string | null;
  /** Its own text, that of elements inside left out. */
  text: string;
  children: XmlElement[];
}

/** The document is not well formed, or has what no WebDAV response needs. Holds nothing of it. */
export class UnreadableXml extends Error {
  constructor() {
    super('unreadable XML');
    this.name = 'UnreadableXml';
  }
}

const PIECE_BYTES = 16_384;
const MAX_DEPTH = 24;

/**
 * Reads an XML document in pieces, so that a long one does not block. Document types are refused, and with them all entities but the
 * five of XML.
 * @param onPart called with each child of the root, whole, with the root's name
 * @param step awaited between pieces
 * @returns the root's name
 * @throws UnreadableXml, and what the callbacks throw
 */
export async function readXml(
  body: Buffer,
  onPart: (part: XmlElement, root: string) => void,
  step: () => Promise<void>,
): Promise<string> {
  const parser = new SaxesParser({ xmlns: true });
  const open: XmlElement[] = [];
  let rootName = '';
  const addText = (text: string): void => {
    const current = open.at(-1);
    // What stands between the parts of a document is white space.
    if (current && open.length > 1) current.text += text;
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (open.length >= MAX_DEPTH) refuse();
    const name = `{${uri}}${local}`;
    if (open.length === 0) rootName = name;
    open.push({ name, label: attributes['name']?.value ?? null, text: '', children: [] });
  });
  parser.on('closetag', () => {
    const ended = open.pop();
    if (!ended || open.length === 0) return;
    if (open.length > 1) open.at(-1)?.children.push(ended);
    else onPart(ended, rootName);
  });
  const decoder = new StringDecoder('utf8');
  for (let from = 0; from < body.length; from += PIECE_BYTES) {
    parser.write(decoder.write(body.subarray(from, from + PIECE_BYTES)));
    await step();
  }
  parser.write(decoder.end()).close();
  return rootName;
}

function refuse(): never {
  throw new UnreadableXml();
}

/** Text as it stands in an element. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
