import type { Language } from '@expertbook/contracts';
import { escapeHtml } from '@expertbook/presentation/escape-html';

/** The HTML that embeds a booking page on another site; see `src/embed/embed.js`. */
export type EmbedKind = 'inline' | 'popup' | 'button';

export const BUTTON_POSITIONS = ['bottom-right', 'bottom-left', 'top-right', 'top-left'] as const;
export type ButtonPosition = (typeof BUTTON_POSITIONS)[number];

export interface EmbedOptions {
  kind: EmbedKind;
  /** Origin of this application, `https://book.example.com`. */
  origin: string;
  /** `ada/intro-call`, or `ada` for the whole profile. */
  path: string;
  /** Text of links and buttons, and the fallback without JavaScript. */
  text: string;
  /** Null follows the visitor's system. */
  theme: 'light' | 'dark' | null;
  /** Null follows the visitor's browser. */
  language: Language | null;
  /** Only for the button: `#rrggbb`; null is the script's own. */
  color: string | null;
  position: ButtonPosition;
}

/** The HTML to paste. Every value is escaped. */
export function embedCode(options: EmbedOptions): string {
  const { kind, origin, path } = options;
  const page = `${origin}/${path}`;
  const shared = { 'data-theme': options.theme, 'data-lang': options.language };
  if (kind === 'button') {
    const own = {
      src: `${origin}/embed.js`,
      'data-expertbook-button': path,
      'data-text': options.text,
      'data-color': options.color,
      'data-position': options.position === 'bottom-right' ? null : options.position,
    };
    return `<script${attributes({ ...own, ...shared })}></script>`;
  }
  const script = `<script${attributes({ src: `${origin}/embed.js` })}></script>`;
  const text = escapeHtml(options.text);
  if (kind === 'popup') {
    return `<a${attributes({ href: page, 'data-expertbook-popup': path, ...shared })}>${text}</a>\n${script}`;
  }
  const link = `<a${attributes({ href: page })}>${text}</a>`;
  return `<div${attributes({ 'data-expertbook': path, ...shared })}>\n  ${link}\n</div>\n${script}`;
}

/** A document that contains only the code, for a preview frame. `direction` is that of the surrounding text. */
export function embedPreview(
  code: string,
  { dark, direction }: { dark: boolean; direction: 'ltr' | 'rtl' },
): string {
  const [ground, ink, line] = dark
    ? ['#15191b', '#e4e8ea', '#ffffff1f']
    : ['#ffffff', '#1b2326', '#0000001a'];
  const bars = (count: number) => `<p class="bar"></p>`.repeat(count);
  return (
    `<!doctype html><html dir="${direction}"><meta charset="utf-8"><style>` +
    `:root{color-scheme:${dark ? 'dark' : 'light'}}body{margin:0;padding:24px;min-height:420px;box-sizing:border-box;font:16px/1.5 system-ui;background:${ground};color:${ink}}` +
    `.bar{height:12px;margin:0 0 12px;border-radius:6px;background:${line}}.bar:first-of-type{width:55%;height:20px}.bar:last-of-type{width:75%}a{color:inherit;font-weight:600}` +
    `</style><body>${bars(3)}<div>${code}</div>${bars(2)}</body></html>`
  );
}

function attributes(values: Readonly<Record<string, string | null>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${escapeHtml(value ?? '')}"`)
    .join('');
}
