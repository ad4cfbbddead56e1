import type { Language } from '@expertbook/contracts';
import { createHash } from 'node:crypto';
import { escapeHtml } from './escape';
import { directionOf } from './page-language';

/** What changes from page to page in the one HTML file. */
export interface PageParts {
  language: Language;
  title: string;
  /** Markup for the head, escaped. */
  head: string;
  /** Markup that the application replaces, escaped. */
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
      .replace(/<link rel="modulepreload"|<script (?=[^>]*type="module")/g, '$& fetchpriority="low" ');
    const bare = html
      .replace(/<title>[^<]*<\/title>\s*/, '')
      .replace(/<meta name="description"[^>]*>\s*/, '');
    const parts =
      /^([\s\S]*?)<html[^>]*>([\s\S]*?<meta charset="[^"]*"\s*\/?>)([\s\S]*?<eb-root>)([\s\S]*?)(<\/body>[\s\S]*)$/i.exec(
        bare,
      );
    if (!parts) throw new Error('index.html has no <html>, <meta charset>, <eb-root> or </body>.');
    const [, untilHead = '', head = '', untilRoot = '', afterRoot = '', end = ''] = parts;
    return new PageTemplate(untilHead, head, untilRoot, afterRoot, end, hashesOf(html));
  }

  /** The whole page. */
  render({ language, title, head, paint, data }: PageParts): string {
    return [
      `${this.untilHead}<html lang="${language}" dir="${directionOf(language)}">`,
      `${this.head}<title>${escapeHtml(title)}</title>${head}`,
      `${this.untilRoot}${paint}${this.afterRoot}${data}${this.end}`,
    ].join('');
  }
}

/** CSP source expressions of the scripts that stand in the file (CSP 3, 2.3.1). */
function hashesOf(html: string): string[] {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
}
