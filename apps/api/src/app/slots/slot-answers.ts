import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { bringsSecret } from '../http/compress-public-data';
import { DomainError } from '../http/domain-error';
import { clientNetwork } from '../network/client-network';
import { answerEarly } from '../http/early-answers';
import type { KeptAnswer } from '../http/kept-answer';
import { headOf, KEPT_ANSWER_BYTES, sendKept } from '../http/kept-answer';
import { encodingFor } from '../http/packing';
import { RateWindows } from '../http/rate-windows';
import type { KnownCalendar, MemoryFigures } from '../availability/calendar-memory';
import { CalendarMemory, MB } from '../availability/calendar-memory';
import { RecentMap } from '../caching/recent-map';
import type { ListedSlots } from './slots.service';

/** A body with what must still be so for it to be sent again. */
interface Truth {
  calendar: KnownCalendar;
  revision: number;
  /** Epoch milliseconds. */
  until: number;
}

interface Answer extends Truth, KeptAnswer {}

/** Of the memory; see `CACHE_MB`. */
const SHARE = 0.25;
/** A bound on being wrong, should the change stream ever keep silent without breaking. */
const LONGEST_MS = 10_000;
const MINUTE_MS = 60_000;

/**
 * Keeps answers of the slots route and sends them again for the same question while they are true: the calendar has the
 * same revision, the next hold has not ended and no start has come too near. Only what everybody may see is kept.
 */
@Injectable()
export class SlotAnswers {
  private readonly answers: RecentMap<string, Answer>;
  private readonly fresh = new WeakMap<FastifyRequest, Truth>();
  private readonly refused = new WeakMap<FastifyRequest, DomainError>();
  private readonly hits = new RateWindows();
  private found = 0;
  private missed = 0;

  constructor(
    @Inject(ENVIRONMENT) { cacheMb }: Environment,
    private readonly memory: CalendarMemory,
  ) {
    const weigh = ({ body }: Answer, key: string) => KEPT_ANSWER_BYTES + 2 * key.length + body.length;
    this.answers = new RecentMap(cacheMb * MB * SHARE, weigh);
  }

  /** What is kept, and how often an answer was found in it. */
  get figures(): MemoryFigures {
    return {
      bytes: this.answers.weight,
      entries: this.answers.size,
      hits: this.found,
      misses: this.missed,
    };
  }

  /** The body to send; what goes out with it is kept for the next one who asks for the same. */
  bodyOf(request: FastifyRequest, { offer, response, until, isPersonal }: ListedSlots): string {
    // What came with a secret goes out as it is, whatever the client takes: not for those who come without.
    if (!offer.eventType.private && !isPersonal && !bringsSecret(request)) {
      const { calendar, revision } = offer;
      this.fresh.set(request, { calendar, revision, until: Math.min(until, Date.now() + LONGEST_MS) });
    }
    return JSON.stringify(response);
  }

  /**
   * Answers from what is kept, and keeps what is answered with the headers it goes out with; counts towards `limit` a minute
   * and address. To be called when every other hook that sets headers or packs bodies is there.
   */
  serveIn(fastify: FastifyInstance, limit: number): void {
    answerEarly(fastify, (request, reply) => {
      const answer = this.answerFor(request);
      if (!answer) return false;
      const { isBlocked, timeToBlockExpire } = this.hits.count(clientNetwork(request.ip), MINUTE_MS, limit);
      if (isBlocked)
        this.refused.set(
          request,
          new DomainError('rate_limited', { retryAfter: timeToBlockExpire, limit: 'default' }),
        );
      else sendKept(request, reply, answer);
      return !isBlocked;
    });
    fastify.addHook('onRequest', (request, _reply, done) => done(this.refused.get(request)));
    fastify.addHook('onSend', (request, reply, payload, done) => {
      const truth = this.fresh.get(request);
      const tag = reply.getHeader('etag');
      const isBody = typeof payload === 'string' || Buffer.isBuffer(payload);
      if (truth && reply.statusCode === 200 && isBody && typeof tag === 'string') {
        this.missed += 1;
        const body = Buffer.from(payload);
        this.answers.set(questionOf(request), {
          ...truth,
          body,
          tag: tag.replace(/^W\//, ''),
          head: headOf(reply, body.length),
        });
      }
      done(null, payload);
    });
  }

  private answerFor(request: FastifyRequest): Answer | null {
    // With a key to something private the answer may be another one.
    if (request.method !== 'GET' || bringsSecret(request)) return null;
    const answer = this.answers.get(questionOf(request));
    const isTrue =
      answer && Date.now() < answer.until && this.memory.isCurrent(answer.calendar, answer.revision);
    if (!isTrue) return null;
    this.found += 1;
    return answer;
  }
}

/** What is asked for, and how it is to be packed. */
function questionOf({ raw, headers }: FastifyRequest): string {
  const encoding = encodingFor(headers['accept-encoding']);
  return encoding ? `${encoding} ${raw.url}` : (raw.url ?? '');
}
