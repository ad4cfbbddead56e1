import { Inject, Injectable } from '@nestjs/common';
import { EXPERT_PATHS } from '@expertbook/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { clientNetwork } from '../network/client-network';
import { respondBeforeRouting } from '../http/pre-routing-responses';
import { entityTag, matchesTag } from '../http/etag';
import { headOf, sendCached } from '../http/cached-response';
import type { Encoding } from '../http/compression';
import { encodingFor, compress } from '../http/compression';
import { RateWindows } from '../http/rate-windows';
import { scriptJson } from '../initial-html/escape';
import { BuiltWebApp } from './built-web-app';
import { pagePolicy } from './framing';
import type { PageValidity } from './page-cache';
import { PageCache } from './page-cache';
import { aboutMarkup, headMarkup } from './page-head';
import type { PageRequest } from './page-request';
import { pageKey, pageRequestOf } from './page-request';
import type { PageTemplate } from './page-template';
import type { PageAnswer } from './public-pages';
import { PublicPages } from './public-pages';

const MINUTE_MS = 60_000;
const NOINDEX = '<meta name="robots" content="noindex">';
const POLICY = 'Content-Security-Policy';
type Moved = Extract<PageAnswer, { kind: 'moved' }>;

/** A page ready to be sent. */
interface RenderedPage {
  kind: 'page';
  status: number;
  /** Of the HTML before compression. */
  tag: string;
  body: Buffer;
  isPublic: boolean;
  scriptHashes: readonly string[];
  sites: readonly string[];
  validity: PageValidity | null;
}

/** Responds to requests for pages: the one HTML file, filled for its address. */
@Injectable()
export class PageServer {
  private readonly windows = new RateWindows();

  constructor(
    private readonly pages: PublicPages,
    private readonly cache: PageCache,
    private readonly built: BuiltWebApp,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Sends cached pages before routing. Call it after all other hooks that set headers. */
  serveCached(fastify: FastifyInstance): void {
    respondBeforeRouting(fastify, (request, reply) => {
      const { method, url, headers } = request;
      if (method !== 'GET' || url.startsWith('/api/')) return false;
      const cookies = headers.cookie === undefined ? {} : fastify.parseCookie(headers.cookie);
      const key = pageKey(pageRequestOf(request, cookies), encodingFor(headers['accept-encoding']));
      const page = key && this.cache.get(key);
      if (!page || this.isOverLimit(request)) return false;
      sendCached(request, reply, page);
      return true;
    });
  }

  async serve(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const requested = pageRequestOf(request, request.cookies);
    const encoding = encodingFor(request.headers['accept-encoding']);
    const key = pageKey(requested, encoding);
    const page = await (this.isOverLimit(request)
      ? this.bare(requested, encoding)
      : this.pageOf(requested, encoding, key));
    void reply.header('Vary', 'Accept-Encoding, Accept-Language, Cookie').header('Cache-Control', 'no-cache');
    if (page.kind === 'moved') {
      const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
      return reply.redirect(`${page.path}${query}`, 301);
    }
    const { status, tag, body, validity } = page;
    this.allowFraming(reply, page.scriptHashes, page.sites);
    // A page of another opener group makes the browser start a new process when the response arrives, which delays
    // the first paint. Public pages do not need this isolation; the expert's side and clients' own bookings keep it.
    if (page.isPublic) void reply.removeHeader('Cross-Origin-Opener-Policy');
    void reply.status(status).type('text/html; charset=utf-8');
    if (encoding) void reply.header('Content-Encoding', encoding);
    // Weak, because it is the same for every encoding of the page (RFC 9110, 8.8.1).
    if (status === 200) void reply.header('ETag', `W/${tag}`);
    if (key && validity) this.cache.keep(key, { validity, tag, body, head: headOf(reply, body.length) });
    if (status !== 200 || !matchesTag(request.headers['if-none-match'], tag)) return reply.send(body);
    return reply.removeHeader('Content-Encoding').removeHeader('Content-Type').status(304).send();
  }

  /** @param key null = not shared with other requests */
  private pageOf(
    requested: PageRequest,
    encoding: Encoding | null,
    key: string | null,
  ): Promise<RenderedPage | (Moved & { validity: null })> {
    const render = async () => {
      const answer = await this.pages.answer(requested, Date.now());
      return answer.kind === 'moved'
        ? { ...answer, validity: null }
        : this.rendered(requested, encoding, answer);
    };
    return key === null ? render() : this.cache.render(key, render);
  }

  /** The application without data: it costs nothing, and shows what the API responds. */
  private bare(requested: PageRequest, encoding: Encoding | null): Promise<RenderedPage> {
    const language = requested.language ?? 'en';
    return this.rendered(requested, encoding, { kind: 'app', status: 200, language, title: 'ExpertBook' });
  }

  private async rendered(
    { path }: PageRequest,
    encoding: Encoding | null,
    answer: Exclude<PageAnswer, Moved>,
  ): Promise<RenderedPage> {
    // The expert's side is an application of its own (apps/portal), so that clients load nothing of it.
    const isExpertSide = EXPERT_PATHS.includes(path.split('/')[1] ?? '');
    const template = isExpertSide ? this.built.expertTemplate : this.built.template;
    const html = this.render(answer, template);
    const isPublic = answer.kind === 'public';
    return {
      kind: 'page',
      status: isPublic ? 200 : answer.status,
      tag: entityTag(html),
      body: encoding ? await compress(html, encoding, 'kept') : Buffer.from(html),
      isPublic,
      scriptHashes: template.scriptHashes,
      sites: isPublic ? answer.sites : [],
      validity: isPublic ? answer.validity : null,
    };
  }

  /** Counts the request. */
  private isOverLimit({ ip }: FastifyRequest): boolean {
    return this.windows.count(clientNetwork(ip), MINUTE_MS, this.environment.rateLimit).isBlocked;
  }

  private render(answer: Exclude<PageAnswer, Moved>, template: PageTemplate): string {
    const { language } = answer;
    if (answer.kind === 'app')
      return template.render({
        language,
        title: answer.title,
        head: NOINDEX,
        scripts: [],
        initialHtml: '',
        data: '',
      });
    const { head, style, look, initialHtml, data, sources } = answer;
    return template.render({
      language,
      title: head.title,
      head: `${headMarkup(head)}${this.built.fontLinks}`,
      style,
      ...(look && { look }),
      scripts: this.built.chunks.of(sources).map((file) => `/${file}`),
      initialHtml,
      data: `${aboutMarkup(head)}${data ? `<script type="application/json" id="eb-data">${scriptJson(data)}</script>` : ''}`,
    });
  }

  private allowFraming(reply: FastifyReply, scripts: readonly string[], sites: readonly string[]): void {
    const policy = reply.getHeader(POLICY);
    if (typeof policy !== 'string') return;
    void reply.header(POLICY, pagePolicy(policy, scripts, sites));
    // X-Frame-Options allows only "same origin" and would contradict these sites; every supported browser reads the
    // policy.
    if (sites.length > 0) void reply.removeHeader('X-Frame-Options');
  }
}
