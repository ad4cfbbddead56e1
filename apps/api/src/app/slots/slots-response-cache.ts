import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { hasSecret } from '../http/compress-public-data';
import { DomainError } from '../http/domain-error';
import { clientNetwork } from '../network/client-network';
import { respondBeforeRouting } from '../http/pre-routing-responses';
import type { CachedResponse } from '../http/cached-response';
import { headOf, CACHED_RESPONSE_BYTES, sendCached } from '../http/cached-response';
import { encodingFor } from '../http/compression';
import { RateWindows } from '../http/rate-windows';
import type { CachedCalendar } from '../availability/cached-calendar';
import type { CacheFigures } from '../availability/calendar-cache';
import { CalendarCache, MB } from '../availability/calendar-cache';
import { LruCache } from '../caching/lru-cache';
import type { ListedSlots } from './slots.service';

/** A response body with the conditions under which it can be sent again. */
interface Validity {
  calendar: CachedCalendar;
  revision: number;
  /** Epoch milliseconds. */
  until: number;
}

interface Answer extends Validity, CachedResponse {}

/** Share of the cache memory; see `CACHE_MB`. */
const SHARE = 0.25;
/** Maximum staleness, in case the change stream stops without an error. */
const MAX_AGE_MS = 10_000;
const MINUTE_MS = 60_000;

/**
 * Caches responses of the slots route and sends them again for the same query while they are current: the calendar
 * has the same revision, the next hold has not ended, and no start is too near. Only public data is cached.
 */
@Injectable()
export class SlotsResponseCache {
  private readonly answers: LruCache<string, Answer>;
  private readonly fresh = new WeakMap<FastifyRequest, Validity>();
  private readonly refused = new WeakMap<FastifyRequest, DomainError>();
  private readonly hits = new RateWindows();
  private found = 0;
  private missed = 0;

  constructor(
    @Inject(ENVIRONMENT) { cacheMb }: Environment,
    private readonly calendarCache: CalendarCache,
  ) {
    const weigh = ({ body }: Answer, key: string) => CACHED_RESPONSE_BYTES + 2 * key.length + body.length;
    this.answers = new LruCache(cacheMb * MB * SHARE, weigh);
  }

  /** Size of the cache, hits and misses. */
  get figures(): CacheFigures {
    return {
      bytes: this.answers.weight,
      entries: this.answers.size,
      hits: this.found,
      misses: this.missed,
    };
  }

  /** The body to send; its headers are cached for the next request with the same query. */
  bodyOf(request: FastifyRequest, { offer, response, until, isPersonal }: ListedSlots): string {
    // Responses to requests with a secret are not compressed and not shared.
    if (!offer.eventType.private && !isPersonal && !hasSecret(request)) {
      const { calendar, revision } = offer;
      this.fresh.set(request, { calendar, revision, until: Math.min(until, Date.now() + MAX_AGE_MS) });
    }
    return JSON.stringify(response);
  }

  /**
   * Sends cached responses, and caches responses with their headers; counts towards `limit` per minute and address.
   * Call it after all other hooks that set headers or compress bodies.
   */
  serveIn(fastify: FastifyInstance, limit: number): void {
    respondBeforeRouting(fastify, (request, reply) => {
      const answer = this.answerFor(request);
      if (!answer) return false;
      const { isBlocked, timeToBlockExpire } = this.hits.count(clientNetwork(request.ip), MINUTE_MS, limit);
      if (isBlocked)
        this.refused.set(
          request,
          new DomainError('rate_limited', { retryAfter: timeToBlockExpire, limit: 'default' }),
        );
      else sendCached(request, reply, answer);
      return !isBlocked;
    });
    fastify.addHook('onRequest', (request, _reply, done) => done(this.refused.get(request)));
    fastify.addHook('onSend', (request, reply, payload, done) => {
      const validity = this.fresh.get(request);
      const tag = reply.getHeader('etag');
      const isBody = typeof payload === 'string' || Buffer.isBuffer(payload);
      if (validity && reply.statusCode === 200 && isBody && typeof tag === 'string') {
        this.missed += 1;
        const body = Buffer.from(payload);
        this.answers.set(questionOf(request), {
          ...validity,
          body,
          tag: tag.replace(/^W\//, ''),
          head: headOf(reply, body.length),
        });
      }
      done(null, payload);
    });
  }

  private answerFor(request: FastifyRequest): Answer | null {
    // A secret may change the response.
    if (request.method !== 'GET' || hasSecret(request)) return null;
    const answer = this.answers.get(questionOf(request));
    const isCurrent =
      answer && Date.now() < answer.until && this.calendarCache.isCurrent(answer.calendar, answer.revision);
    if (!isCurrent) return null;
    this.found += 1;
    return answer;
  }
}

/** The query and the encoding of its response. */
function questionOf({ raw, headers }: FastifyRequest): string {
  const encoding = encodingFor(headers['accept-encoding']);
  return encoding ? `${encoding} ${raw.url}` : (raw.url ?? '');
}
