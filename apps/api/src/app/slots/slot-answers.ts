import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../http/domain-error';
import { entityTag, matchesTag } from '../http/etag';
import { RateWindows } from '../http/rate-windows';
import type { KnownCalendar } from './calendar-memory';
import { CalendarMemory } from './calendar-memory';
import { RecentMap } from './recent-map';
import type { ListedSlots } from './slots.service';

/** One answer as it was sent, with what must still be so for it to be sent again. */
interface Answer {
  body: Buffer;
  tag: string;
  calendar: KnownCalendar;
  revision: number;
  /** Epoch milliseconds. */
  until: number;
}

const MOST_BYTES = 16_000_000;
/** A bound on being wrong, should the change stream ever keep silent without breaking. */
const LONGEST_MS = 10_000;
const MINUTE_MS = 60_000;

/**
 * Keeps answers of the slots route and sends them again for the same question while they are true: the calendar has the
 * same revision, the next hold has not ended and no start has come too near. Only what everybody may see is kept.
 */
@Injectable()
export class SlotAnswers {
  private readonly answers = new RecentMap<string, Answer>(MOST_BYTES, ({ body }) => body.length);
  private readonly hits = new RateWindows();

  constructor(private readonly memory: CalendarMemory) {}

  /** The body to send, kept for the next one who asks for `url`. */
  bodyOf(url: string, { offer, response, until, isPersonal }: ListedSlots): string {
    const json = JSON.stringify(response);
    if (!offer.eventType.private && !isPersonal) {
      const body = Buffer.from(json);
      const { calendar, revision } = offer;
      const latest = Math.min(until, Date.now() + LONGEST_MS);
      this.answers.set(url, { body, tag: entityTag(body), calendar, revision, until: latest });
    }
    return json;
  }

  /** Answers from what is kept before anything else looks at the request; counts towards `limit` a minute and address. */
  serveFrom(fastify: FastifyInstance, limit: number): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      const answer = this.answerFor(request);
      if (!answer) return done();
      const { isBlocked, timeToBlockExpire } = this.hits.count(request.ip, MINUTE_MS, limit);
      if (isBlocked) return done(new DomainError('rate_limited', { retryAfter: timeToBlockExpire }));
      send(request, reply, answer);
    });
  }

  private answerFor({ method, headers, raw }: FastifyRequest): Answer | null {
    // With a key to something private the answer may be another one.
    if (method !== 'GET' || 'x-link-token' in headers || 'x-manage-token' in headers) return null;
    const answer = this.answers.peek(raw.url ?? '');
    if (!answer) return null;
    const isTrue = Date.now() < answer.until && this.memory.isCurrent(answer.calendar, answer.revision);
    return isTrue ? answer : null;
  }
}

function send(request: FastifyRequest, reply: FastifyReply, { body, tag }: Answer): void {
  void reply.header('ETag', tag).header('Cache-Control', 'no-cache');
  if (matchesTag(request.headers['if-none-match'], tag)) void reply.code(304).send();
  else void reply.type('application/json; charset=utf-8').send(body);
}
