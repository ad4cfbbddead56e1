import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const HASHED = /-[A-Z0-9]{8}\.(?:js|css|woff2)$/;
const YEAR = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

/**
 * Serves the built Angular app: hashed files for ever and precompressed, everything else revalidated, and its
 * `index.html` for every address that is a page and not the API's.
 * @throws Error when `webRoot` holds no build
 */
export async function serveWebApp(app: NestFastifyApplication, webRoot: string): Promise<void> {
  const root = resolve(webRoot);
  if (!existsSync(join(root, 'index.html'))) {
    throw new Error(
      `WEB_ROOT has no index.html: build the web app first (npx nx build web). Looked in ${root}.`,
    );
  }
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    preCompressed: true,
    index: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      const file = path.replace(/\.(?:br|gz)$/, '');
      response.header('Cache-Control', HASHED.test(file) ? YEAR : REVALIDATE);
    },
  });
  const page = (_request: unknown, reply: FastifyReply): FastifyReply => reply.sendFile('index.html');
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/', page);
  fastify.get('/*', (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const isPage = !path.startsWith('/api/') && path !== '/api' && !/\.[a-z0-9]{2,5}$/i.test(path);
    return isPage ? page(request, reply) : reply.callNotFound();
  });
}
