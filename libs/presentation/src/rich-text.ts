/*
 * The subset of Markdown that experts may use in the longer text about them, parsed into a structure that API and web
 * app render element by element. No markup passes through: unsupported syntax stays text.
 */

/** A piece of text in one style. */
export interface Inline {
  text: string;
  bold?: boolean;
  italic?: boolean;
  /** An https address. */
  href?: string;
}

export type Block =
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'heading'; line: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] };

const HEADING = /^#{1,3}\s+(\S.*)$/;
const BULLET = /^[-*•]\s+(\S.*)$/;
const NUMBER = /^\d{1,3}[.)]\s+(\S.*)$/;
const HTTPS =
  /^https:\/\/[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?(?::\d{1,5})?(?:[/?#][^\s<>"\\^`{|}]*)?$/u;
const BARE_LINK = /https:\/\/[^\s<>"\\^`{|}]+/y;
/** Punctuation at the end of a sentence does not belong to the address before it. */
const SENTENCE_END = /[.,;:!?'")\]]+$/;
const WORD = /[\p{L}\p{N}]/u;

/** Whether a text is an https address without user name or password. */
export function isHttpsLink(text: string): boolean {
  return HTTPS.test(text);
}

/** Parses a text: empty lines separate blocks, and paragraphs keep their line breaks. */
export function readRichText(text: string): Block[] {
  const blocks: Block[] = [];
  let last: Block | null = null;
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') {
      last = null;
      continue;
    }
    const block = blockOf(line);
    if (last?.kind === 'paragraph' && block.kind === 'paragraph') last.lines.push(...block.lines);
    else if (last?.kind === 'list' && block.kind === 'list' && last.ordered === block.ordered)
      last.items.push(...block.items);
    else blocks.push((last = block));
  }
  return blocks;
}

/** The plain text in one line, for descriptions. */
export function plainTextOf(text: string): string {
  const lines = readRichText(text).flatMap((block) =>
    block.kind === 'paragraph' ? block.lines : block.kind === 'list' ? block.items : [block.line],
  );
  return lines.map((line) => line.map((part) => part.text).join('')).join(' ');
}

function blockOf(line: string): Block {
  const heading = HEADING.exec(line)?.[1];
  if (heading !== undefined) return { kind: 'heading', line: readInline(heading) };
  const bullet = BULLET.exec(line)?.[1];
  if (bullet !== undefined) return { kind: 'list', ordered: false, items: [readInline(bullet)] };
  const numbered = NUMBER.exec(line)?.[1];
  if (numbered !== undefined) return { kind: 'list', ordered: true, items: [readInline(numbered)] };
  return { kind: 'paragraph', lines: [readInline(line)] };
}

type Style = Pick<Inline, 'bold' | 'italic'>;

function readInline(text: string, style: Style = {}): Inline[] {
  const parts: Inline[] = [];
  let plain = '';
  const endPlain = (): void => {
    if (plain) parts.push({ text: plain, ...style });
    plain = '';
  };
  for (let at = 0; at < text.length;) {
    if (text[at] === '\\' && '*_[]\\#-'.includes(text[at + 1] ?? ' ')) {
      plain += text[at + 1];
      at += 2;
      continue;
    }
    const span = linkAt(text, at, style) ?? styledAt(text, at, style);
    if (span) {
      endPlain();
      parts.push(...span.parts);
      at = span.end;
    } else {
      plain += text[at];
      at++;
    }
  }
  endPlain();
  return parts;
}

interface Span {
  parts: Inline[];
  end: number;
}

/** `**bold**`, `*italic*` or `_italic_`, directly around words and not inside one. */
function styledAt(text: string, at: number, style: Style): Span | null {
  const mark = text.startsWith('**', at) ? '**' : text[at];
  if (mark !== '**' && mark !== '*' && mark !== '_') return null;
  const added: Style = mark === '**' ? { bold: true } : { italic: true };
  if (mark === '**' ? style.bold : style.italic) return null;
  const start = at + mark.length;
  if (!/\S/.test(text[start] ?? ' ') || WORD.test(text[at - 1] ?? ' ')) return null;
  const end = text.indexOf(mark, start + 1);
  if (end < 0 || !/\S/.test(text[end - 1] ?? ' ') || WORD.test(text[end + mark.length] ?? ' ')) return null;
  return { parts: readInline(text.slice(start, end), { ...style, ...added }), end: end + mark.length };
}

/** `[words](https://…)`, or a bare address. */
function linkAt(text: string, at: number, style: Style): Span | null {
  if (text[at] === '[') {
    const middle = text.indexOf('](', at + 1);
    const end = middle < 0 ? -1 : text.indexOf(')', middle);
    const [words, href] = [text.slice(at + 1, middle).trim(), text.slice(middle + 2, end).trim()];
    if (end < 0 || !words || !isHttpsLink(href)) return null;
    return { parts: [{ text: words, ...style, href }], end: end + 1 };
  }
  if (text[at] !== 'h' || WORD.test(text[at - 1] ?? ' ')) return null;
  BARE_LINK.lastIndex = at;
  const href = BARE_LINK.exec(text)?.[0].replace(SENTENCE_END, '');
  if (!href || !isHttpsLink(href)) return null;
  return { parts: [{ text: href.slice('https://'.length), ...style, href }], end: at + href.length };
}
