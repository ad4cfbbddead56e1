import fastifyStatic from '@fastify/static';
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { BuiltWebApp } from './built-web-app';
import { PageServer } from './page-server';
import { CHUNK_MANIFEST } from './route-chunks';

/**
 * As written by both bundlers of Angular: `main-FVZQBMLH.js`, `chunk-C_HY3V-P.js`. The service worker has the same
 * pattern.
 */
const HASHED = /-[\w-]{8}\.(?:js|css|woff2)$/;
/**
 * Files that other sites and mail clients show: link previews, icons, the embedding script. A short lifetime lets
 * changes arrive.
 */
const SHARED = /\/(?:embed\.js|og\.png|images\/event-icons\/[a-z]+\.png)$/;
const YEAR = 'public, max-age=31536000, immutable';
const SHORT = 'public, max-age=600';
const REVALIDATE = 'no-cache';

/**
 * How long browsers may use a file without revalidation, as a `Cache-Control` value.
 * @param path of the file, not of its compressed copy
 */
export function lifetimeOf(path: string): string {
  if (HASHED.test(path)) return YEAR;
  return SHARED.test(path) ? SHORT : REVALIDATE;
}

/**
 * Serves the built Angular app: hashed files for ever and precompressed, all others revalidated, and the page for
 * every path that does not belong to the API.
 */
@Injectable()
export class WebApp {
  constructor(
    private readonly built: BuiltWebApp,
    private readonly pages: PageServer,
  ) {}

  /** Adds its routes. Call it after all hooks that set headers. */
  async serveIn(app: NestFastifyApplication): Promise<void> {
    const { pages } = this;
    const { root } = this.built;
    await app.register(fastifyStatic, {
      root,
      // One route for all of the five hundred files: a route for each would take 17 MB and a tenth of the start
      // time.
      serve: false,
      preCompressed: true,
      index: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        const file = path.replace(/\.(?:br|gz)$/, '');
        response.header('Cache-Control', lifetimeOf(file));
        if (SHARED.test(file)) response.header('Cross-Origin-Resource-Policy', 'cross-origin');
      },
    });
    const fastify = app.getHttpAdapter().getInstance();
    pages.serveCached(fastify);
    fastify.get('/', (request, reply) => pages.serve(request, reply));
    const files = filesOf(root);
    fastify.get('/*', (request, reply) => {
      const path = request.url.split('?')[0] ?? '/';
      if (files.has(path)) return reply.sendFile(path);
      const isPage = !path.startsWith('/api/') && path !== '/api' && !/\.[a-z0-9]{2,5}$/i.test(path);
      return isPage ? pages.serve(request, reply) : reply.callNotFound();
    });
  }
}

/** Files that may be requested by their own address. Pages are filled, and compressed copies chosen, by the server. */
function filesOf(root: string): ReadonlySet<string> {
  const found = readdirSync(root, { recursive: true, withFileTypes: true });
  return new Set(
    found
      .filter(({ name }) => name !== CHUNK_MANIFEST)
      .filter((entry) => entry.isFile() && !/(?:^index\.html|\.br|\.gz)$/.test(entry.name))
      .map(({ parentPath, name }) => `/${relative(root, join(parentPath, name)).split(sep).join('/')}`),
  );
}
