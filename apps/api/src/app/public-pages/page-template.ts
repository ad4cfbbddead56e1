import type { Language, ProfileLook } from '@expertbook/contracts';
import { createHash } from 'node:crypto';
import { directionOf, escapeHtml } from '@expertbook/presentation';

/** The variable parts of the HTML file. */
export interface PageParts {
  language: Language;
  title: string;
  /** Markup for the head, escaped. */
  head: string;
  /** CSS declarations of the root element. */
  style?: string;
  /** Visual settings of the expert's page. */
  look?: ProfileLook;
  /**
   * Addresses of scripts that the page will need. They load early, but after the first paint if there is initial
   * HTML.
   */
  scripts: readonly string[];
  /** Markup that is shown until the application renders, escaped; may be empty. */
  initialHtml: string;
  /** Markup for the end of the body, escaped: data only, no scripts that run. */
  data: string;
}

/** The built `index.html`, split once, so that rendering a page only joins a few strings. */
export class PageTemplate {
  private constructor(
    private readonly untilHead: string,
    private readonly head: string,
    private readonly untilRoot: string,
    private readonly afterRoot: string,
    private readonly end: string,
    /** The same, where the application waits for the first paint. */
    private readonly endAfterPaint: string,
    /** `'sha256-…'` of each script in the file, for `script-src`. */
    readonly scriptHashes: readonly string[],
  ) {}

  /**
   * @param styles returns the content of a style sheet of the page, which is then inlined: the first paint comes a
   * round trip earlier
   * @throws Error when the file does not have the expected structure
   */
  static parse(file: string, styles: (href: string) => string | null = () => null): PageTemplate {
    const html = file
      .replace(/<link rel="stylesheet" href="([^"]+)"\s*\/?>/g, (link, href: string) => {
        const text = styles(href);
        return text === null ? link : `<style>${text}</style>`;
      })
      // The first paint needs no script, so styles and font come before scripts.
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
  render({ language, title, head, style, look, scripts, initialHtml, data }: PageParts): string {
    const looks = `${style ? ` style="${escapeHtml(style)}"` : ''}${look && look !== 'classic' ? ` data-look="${look}"` : ''}`;
    const links = scripts
      .map((src) => `<link rel="modulepreload" fetchpriority="low" href="${src}">`)
      .join('');
    const start = [
      `${this.untilHead}<html lang="${language}" dir="${directionOf(language)}"${looks}>`,
      `${this.head}<title>${escapeHtml(title)}</title>${head}${initialHtml ? '' : links}`,
      this.untilRoot,
    ].join('');
    return initialHtml
      ? `${start}<div id="eb-first">${initialHtml}</div>${this.afterRoot}${data}<template id="eb-late">${links}</template>${this.endAfterPaint}`
      : `${start}${this.afterRoot}${data}${this.end}`;
  }
}

const MODULE = /<script (?=[^>]*type="module")[^>]*?src="([\w./-]+)"[^>]*><\/script>/g;

/**
 * Loads and runs a module after the first paint, so that no script competes with it for network and processor. Where
 * there is no paint (a background tab, a frame out of view, a browser without the API) it starts after a short wait.
 */
function starterOf(src: string): string {
  const path = src.startsWith('/') ? src : `./${src}`;
  return (
    `<script>(()=>{let n=0;const go=()=>{n++||(document.head.append(document.getElementById("eb-late").content),import("${path}"))};setTimeout(go,800);if(document.hidden)return go();` +
    `try{new PerformanceObserver(l=>{l.getEntriesByName("first-contentful-paint").length&&go()}).observe({type:"paint",buffered:true})}catch{go()}})()` +
    `</script>`
  );
}

/** CSP source expressions of the scripts in the file (CSP 3, 2.3.1). */
function hashesOf(html: string): string[] {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
}
