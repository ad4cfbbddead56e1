import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageSources } from './page-sources';

/** File in the built web app that `tools/route-chunks.mjs` writes from the builder's stats; the server reads it and does not send it. */
export const CHUNK_MANIFEST = 'route-chunks.json';

const TARGETS = 'npx nx run-many -t build precompress -p web';

/** Script files that each source of a page takes, so that the page names them at once instead of loading one after the other. */
export class RouteChunks {
  private constructor(
    /** By source; without the files that the application starts with. */
    private readonly files: ReadonlyMap<string, readonly string[]>,
  ) {}

  /**
   * Reads the manifest, once, at the start.
   *
   * @param webRoot folder of the built web app
   * @param needed sources that pages are going to ask for
   * @throws Error when there is no manifest, or it does not name one of them
   */
  static read(webRoot: string, needed: Iterable<string>): RouteChunks {
    const path = join(webRoot, CHUNK_MANIFEST);
    if (!existsSync(path)) {
      throw new Error(
        `WEB_ROOT has no ${CHUNK_MANIFEST}: build the web app with ${TARGETS}. Looked in ${webRoot}.`,
      );
    }
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string[]>;
    const files = new Map(Object.entries(manifest));
    const missing = [...needed].filter((source) => !files.has(source));
    if (missing.length > 0) {
      throw new Error(
        `${path} does not name ${missing.join(', ')}: the web app and the API are of different versions, or a page's source has moved (page-sources.ts).`,
      );
    }
    return new RouteChunks(files);
  }

  /** File names, in the order of the sources, each once. */
  of(sources: PageSources): string[] {
    return [...new Set(sources.flatMap((source) => this.files.get(source) ?? []))];
  }
}
