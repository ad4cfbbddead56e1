import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readHtmlTexts } from '../initial-html/html-texts';
import type { MessageCatalog } from '../languages/message-catalog';
import { everySource } from './page-sources';
import { PageTemplate } from './page-template';
import { RouteChunks } from './route-chunks';

const LATIN_FONT = /^figtree-latin-[A-Z0-9]{8}\.woff2$/;
const EXPERT_INDEX = 'expert/index.html';

/** The files of the built web app that pages are made from, read once. */
export class BuiltWebApp {
  private constructor(
    /** Folder of the build. */
    readonly root: string,
    readonly template: PageTemplate,
    /** Template of the expert's side. */
    readonly expertTemplate: PageTemplate,
    readonly chunks: RouteChunks,
    /** Markup that preloads fonts. */
    readonly fontLinks: string,
    readonly texts: MessageCatalog,
  ) {}

  /** @throws Error when `webRoot` contains no build, or one that does not name the sources of every page */
  static read(webRoot: string): BuiltWebApp {
    const root = resolve(webRoot);
    if (!existsSync(join(root, 'index.html'))) {
      throw new Error(
        `WEB_ROOT has no index.html: build the web app first (npx nx build web). Looked in ${root}.`,
      );
    }
    const template = templateOf(root, 'index.html', (href) => styleSheet(root, href));
    // A development build has both sides in one.
    const expert = existsSync(join(root, EXPERT_INDEX)) ? templateOf(root, EXPERT_INDEX) : template;
    return new BuiltWebApp(
      root,
      template,
      expert,
      RouteChunks.read(root, everySource()),
      fontLinks(root),
      readHtmlTexts(root),
    );
  }
}

function templateOf(root: string, file: string, styles?: (href: string) => string | null): PageTemplate {
  return PageTemplate.parse(readFileSync(join(root, file), 'utf8'), styles);
}

/** A style sheet at the top of the build, where relative addresses in it are also valid in the page. */
function styleSheet(root: string, href: string): string | null {
  const file = join(root, href);
  if (!/^[\w-]+\.css$/.test(href) || !existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  return text.includes('</style') ? null : text;
}

function fontLinks(root: string): string {
  const folder = readdirSync(join(root, 'media'), { withFileTypes: true });
  return folder
    .filter((entry) => LATIN_FONT.test(entry.name))
    .map(({ name }) => `<link rel="preload" href="/media/${name}" as="font" type="font/woff2" crossorigin>`)
    .join('');
}
