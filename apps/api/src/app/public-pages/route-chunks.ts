import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface BuiltFile {
  /** Files it needs before it runs. */
  needs: readonly string[];
  /**
   * Files it loads later, by what they are for: `import('./chunk-A.js').then((m) => m.ProfilePage)` is `ProfilePage`, and
   * `{ booking: { en: () => import('./chunk-B.js') } }` is `booking/en`.
   */
  lazy: ReadonlyMap<string, string>;
}

// A minifier chooses the quotes: "…", '…' or `…`.
const LAZY = /import\(["'`]\.\/([\w-]+\.js)["'`]\)\.then\(\(?([\w$]+)\)?=>\2\.([\w$]+)\)/g;
const TABLE = /["'`]?([\w-]+)["'`]?:\{((?:\w+:\(\)=>import\(["'`]\.\/[\w-]+\.js["'`]\),?)+)\}/g;
const ROW = /(\w+):\(\)=>import\(["'`]\.\/([\w-]+\.js)["'`]\)/g;
const NEEDED = /(?:\bfrom|\bimport)"\.\/([\w-]+\.js)"/g;
const ENTRY = /^main(?:-[A-Z0-9]{8})?\.js$/;

/**
 * Finds the files that a route will ask for, so that the page can name them at once instead of one after the other.
 * Read from the built files themselves; where they do not say it, nothing is named and the page is only a little later.
 */
export class RouteChunks {
  private constructor(private readonly files: ReadonlyMap<string, BuiltFile>) {}

  /** @param webRoot folder of the built web app; read once, at the start */
  static read(webRoot: string): RouteChunks {
    const names = readdirSync(webRoot).filter((name) => name.endsWith('.js'));
    return new RouteChunks(
      new Map(names.map((name) => [name, readBuiltFile(readFileSync(join(webRoot, name), 'utf8'))])),
    );
  }

  /** File names of what the application loads step by step on the way to a page, without what it starts with. */
  on(way: readonly string[]): string[] {
    const entry = [...this.files.keys()].find((name) => ENTRY.test(name));
    if (!entry) return [];
    const start = this.closure(entry);
    const found = new Set<string>();
    // What has come last says first what a name means.
    let loaded = [...start];
    for (const name of way) {
      const next = loaded.map((file) => this.files.get(file)?.lazy.get(name)).find((file) => file);
      if (!next) continue;
      const files = this.closure(next);
      files.forEach((file) => found.add(file));
      loaded = [...files, ...loaded];
    }
    return [...found].filter((file) => !start.has(file));
  }

  private closure(file: string, found = new Set<string>()): Set<string> {
    if (found.has(file)) return found;
    found.add(file);
    this.files.get(file)?.needs.forEach((needed) => this.closure(needed, found));
    return found;
  }
}

function readBuiltFile(source: string): BuiltFile {
  const lazy = new Map([...source.matchAll(LAZY)].map(([, file = '', , name = '']) => [name, file]));
  for (const [, scope = '', rows = ''] of source.matchAll(TABLE)) {
    for (const [, key = '', file = ''] of rows.matchAll(ROW)) lazy.set(`${scope}/${key}`, file);
  }
  return { needs: [...source.matchAll(NEEDED)].map(([, file = '']) => file), lazy };
}
