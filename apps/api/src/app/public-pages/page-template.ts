import type { Language, ProfileLook } from '@expertbook/contracts';
import { createHash } from 'node:crypto';
import { directionOf, escapeHtml } from '@expertbook/presentation';

/** What changes from page to page in the one HTML file. */
export interface PageParts {
  language: Language;
  title: string;
  /** Markup for the head, escaped. */
  head: string;
  /** CSS declarations of the root element. */
  style?: string;
  /** The expert's look of the page. */
  look?: ProfileLook;
  /** Scripts that the page will need, by their addresses: fetched early, but not before the first paint where there is one. */
  scripts: readonly string[];
  /** Markup of what is seen until the application has drawn its own, escaped; may be empty. */
  paint: string;
  /** Markup for the body's end, escaped: data, never scripts that run. */
  data: string;
}

/** The built `index.html`, taken apart once, so that a page is put together by joining a few strings. */
export class PageTemplate {
  private constructor(
    private readonly untilHead: string,
    private readonly head: string,
    private readonly untilRoot: string,
    private readonly afterRoot: string,
    private readonly end: string,
    /** The same, where the application waits for the first paint. */
    private readonly endAfterPaint: string,
    /** `'sha256-…'` of each script in the file itself, for `script-src`. */
    readonly scriptHashes: readonly string[],
  ) {}

  /**
   * @param styles gives what a style sheet of the page says: it then stands in the page, which is painted a round trip earlier
   * @throws Error when the file is not the page this was written for
   */
  static parse(file: string, styles: (href: string) => string | null = () => null): PageTemplate {
    const html = file
      .replace(/<link rel="stylesheet" href="([^"]+)"\s*\/?>/g, (link, href: string) => {
        const text = styles(href);
        return text === null ? link : `<style>${text}</style>`;
      })
      // What is painted first needs no script: styles and font go before them.
      .replace(/<link rel="modulepreload"|<script(?= [^>]*type="module")/g, '$& fetchpriority="low"');
    const bare = html
      .replace(/<title>[^<]*<\/title>\s*/, '')
      .replace(/<meta name="description"[^>]*>\s*/, '');
    const parts =
      /^([\s\S]*?)<html[^>]*>([\s\S]*?<meta charset="[^"]*"\s*\/?>)([\s\S]*?)(<eb-root>[\s\S]*?)((?:<script[^>]*><\/script>)*<\/body>[\s\S]*)$/i.exec(
        bare,
      );
    if (!parts) throw new Error('index.html has no <html>, <meta charset>, <eb-root> or </body>.');
    const [, untilHead = '', head = '', untilRoot = '', afterRoot = '', end = ''] = parts;
    const endAfterPaint = end.replace(MODULE, (_script, src: string) => starterOf(src));
    return new PageTemplate(untilHead, head, untilRoot, afterRoot, end, endAfterPaint, [
      ...hashesOf(html),
      ...hashesOf(endAfterPaint),
    ]);
  }

  /** The whole page. */
  render({ language, title, head, style, look, scripts, paint, data }: PageParts): string {
    const looks = `${style ? ` style="${escapeHtml(style)}"` : ''}${look && look !== 'classic' ? ` data-look="${look}"` : ''}`;
    const links = scripts
      .map((src) => `<link rel="modulepreload" fetchpriority="low" href="${src}">`)
      .join('');
    const start = [
      `${this.untilHead}<html lang="${language}" dir="${directionOf(language)}"${looks}>`,
      `${this.head}<title>${escapeHtml(title)}</title>${head}${paint ? '' : links}`,
      this.untilRoot,
    ].join('');
    return paint
      ? `${start}<div id="eb-first">${paint}</div>${this.afterRoot}${data}<template id="eb-late">${links}</template>${this.endAfterPaint}`
      : `${start}${this.afterRoot}${data}${this.end}`;
  }
}

const MODULE = /<script (?=[^>]*type="module")[^>]*?src="([\w./-]+)"[^>]*><\/script>/g;

/**
 * Fetches and runs a module once the first paint has been seen, so that no script takes the network or the processor from
 * what is read. Where nothing is painted (a tab in the background, a frame out of sight, a browser that does not tell) it does
 * not wait for long.
 */
function starterOf(src: string): string {
  const path = src.startsWith('/') ? src : `./${src}`;
  return (
    `<script>(()=>{let n=0;const go=()=>{n++||(document.head.append(document.getElementById("eb-late").content),import("${path}"))};setTimeout(go,800);if(document.hidden)return go();` +
    `try{new PerformanceObserver(l=>{l.getEntriesByName("first-contentful-paint").length&&go()}).observe({type:"paint",buffered:true})}catch{go()}})()` +
    `</script>`
  );
}

/** CSP source expressions of the scripts that stand in the file (CSP 3, 2.3.1). */
function hashesOf(html: string): string[] {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
}
