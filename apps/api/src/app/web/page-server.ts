import { getModelToken } from '@nestjs/mongoose';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Model } from 'mongoose';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { EventTypesService } from '../event-types/event-types.service';
import { Expert } from '../experts/expert.schema';
import { clientNetwork } from '../http/client-network';
import { entityTag, matchesTag } from '../http/etag';
import { RateWindows } from '../http/rate-windows';
import { SlotsService } from '../slots/slots.service';
import { scriptJson } from './escape';
import { pagePolicy } from './framing';
import { aboutMarkup, headMarkup } from './page-head';
import { askedLanguage } from '../languages/page-language';
import { readPaintTexts } from './paint-texts';
import { encodingFor, pack } from '../http/packing';
import { PageTemplate } from './page-template';
import type { PageAnswer } from './public-pages';
import { PublicPages } from './public-pages';
import { RouteChunks } from './route-chunks';

const MINUTE_MS = 60_000;
const NOINDEX = '<meta name="robots" content="noindex">';
const LATIN_FONT = /^figtree-latin-[A-Z0-9]{8}\.woff2$/;
const POLICY = 'Content-Security-Policy';
/** The expert's side is a build of its own, so that clients load nothing of it (apps/web/project.json). */
const EXPERT_SIDE =
  /^\/(?:portal|login|register|forgot-password|reset-password|stop-email-change|verify-email)(?:\/|$)/;
const EXPERT_INDEX = 'expert/index.html';

/** Answers requests for pages: the one HTML file, filled for its address. */
export class PageServer {
  private readonly windows = new RateWindows();

  private constructor(
    private readonly pages: PublicPages,
    private readonly template: PageTemplate,
    private readonly expertTemplate: PageTemplate,
    private readonly chunks: RouteChunks,
    private readonly fontLinks: string,
    private readonly rateLimit: number,
  ) {}

  /** @param root folder of the built web app */
  static of(app: NestFastifyApplication, root: string): PageServer {
    const environment = app.get<Environment>(ENVIRONMENT);
    const pages = new PublicPages(
      app.get(EventTypesService, { strict: false }),
      app.get(SlotsService, { strict: false }),
      app.get<Model<Expert>>(getModelToken(Expert.name), { strict: false }),
      environment.publicUrl,
      readPaintTexts(root),
    );
    const template = templateOf(root, 'index.html', (href) => styleSheet(root, href));
    // A development build has both sides in one.
    const expert = existsSync(join(root, EXPERT_INDEX)) ? templateOf(root, EXPERT_INDEX) : template;
    return new PageServer(
      pages,
      template,
      expert,
      RouteChunks.read(root),
      fontLinks(root),
      environment.rateLimit,
    );
  }

  async serve(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const answer = await this.answer(request);
    void reply.header('Vary', 'Accept-Encoding, Accept-Language, Cookie');
    if (answer.kind === 'moved') {
      const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
      return reply.header('Cache-Control', 'no-cache').redirect(`${answer.path}${query}`, 301);
    }
    const template = EXPERT_SIDE.test(pathOf(request.url)) ? this.expertTemplate : this.template;
    this.allowFraming(reply, template.scriptHashes, answer.kind === 'public' ? answer.sites : []);
    // Leaving the opener's group makes the browser start another process when the answer is there, which holds up the
    // first paint. What anyone may read needs no such wall; the expert's side and clients' own bookings keep it.
    if (answer.kind === 'public') void reply.removeHeader('Cross-Origin-Opener-Policy');
    const html = this.render(answer, template);
    const status = answer.kind === 'app' ? answer.status : 200;
    void reply.status(status).type('text/html; charset=utf-8').header('Cache-Control', 'no-cache');
    if (status === 200) {
      const tag = entityTag(html);
      // The same for the same page in every encoding, therefore weak (RFC 9110, 8.8.1).
      void reply.header('ETag', `W/${tag}`);
      if (matchesTag(request.headers['if-none-match'], tag)) return reply.status(304).send();
    }
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (!encoding) return reply.send(html);
    return reply.header('Content-Encoding', encoding).send(await pack(html, encoding));
  }

  private async answer(request: FastifyRequest): Promise<PageAnswer> {
    const hints = request.query as Record<string, unknown>;
    const language = askedLanguage(
      hints['lang'],
      request.cookies['lang'],
      request.headers['accept-language'],
    );
    const path = pathOf(request.url);
    const { isBlocked } = this.windows.count(clientNetwork(request.ip), MINUTE_MS, this.rateLimit);
    // The application alone costs nothing, and says what the API answers to it.
    if (isBlocked) return { kind: 'app', status: 200, language: language ?? 'en', title: 'ExpertBook' };
    const { tz: rememberedZone, view: rememberedView } = request.cookies;
    return this.pages.answer({ path, hints, rememberedZone, rememberedView, language }, Date.now());
  }

  private render(answer: Exclude<PageAnswer, { kind: 'moved' }>, template: PageTemplate): string {
    const { language } = answer;
    if (answer.kind === 'app')
      return template.render({
        language,
        title: answer.title,
        head: NOINDEX,
        scripts: [],
        paint: '',
        data: '',
      });
    const { head, style, paint, data, way } = answer;
    return template.render({
      language,
      title: head.title,
      head: `${headMarkup(head)}${this.fontLinks}`,
      style,
      scripts: this.chunks.on(way).map((file) => `/${file}`),
      paint,
      data: `${aboutMarkup(head)}${data ? `<script type="application/json" id="eb-data">${scriptJson(data)}</script>` : ''}`,
    });
  }

  private allowFraming(reply: FastifyReply, scripts: readonly string[], sites: readonly string[]): void {
    const policy = reply.getHeader(POLICY);
    if (typeof policy !== 'string') return;
    void reply.header(POLICY, pagePolicy(policy, scripts, sites));
    // It knows only "same origin" and would contradict the sites above; every browser we support reads the policy.
    if (sites.length > 0) void reply.removeHeader('X-Frame-Options');
  }
}

function templateOf(root: string, file: string, styles?: (href: string) => string | null): PageTemplate {
  return PageTemplate.parse(readFileSync(join(root, file), 'utf8'), styles);
}

/** A style sheet at the top of the build: its addresses mean the same in the page. */
function styleSheet(root: string, href: string): string | null {
  const file = join(root, href);
  if (!/^[\w-]+\.css$/.test(href) || !existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  return text.includes('</style') ? null : text;
}

/** Decoded, without the query; what cannot be decoded leads nowhere. */
function pathOf(url: string): string {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '/');
  } catch {
    return '/%';
  }
}

function fontLinks(root: string): string {
  const folder = readdirSync(join(root, 'media'), { withFileTypes: true });
  return folder
    .filter((entry) => LATIN_FONT.test(entry.name))
    .map(({ name }) => `<link rel="preload" href="/media/${name}" as="font" type="font/woff2" crossorigin>`)
    .join('');
}
