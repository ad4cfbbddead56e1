import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BusyTime, BusyTimes, BusyTimesOptions } from '../../busy-times/busy-time';
import { busyTimesSteps } from '../../busy-times/read-busy-times';
import type { EgressResponse } from '../../egress/egress-client';
import { EgressClient } from '../../egress/egress-client';
import { DomainError } from '../../http/domain-error';
import type { IcsAccess } from '../access';
import type {
  CalendarAdapter,
  CalendarRead,
  OpenedAccount,
  ReadRequest,
  ResourceTimes,
} from '../calendar-adapter';
import type { CalendarLocation } from '../calendar-location';
import { ProviderError } from '../calendar-adapter';

const MAX_BYTES = 15_000_000;
const OPEN_TIMEOUT_MS = 10_000;
/** Events read before others have a turn. */
const STEPS_A_TURN = 50;
const STATUS = {
  notModified: 304,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  gone: 410,
  tooMany: 429,
};

/** Reads the address of a calendar file (RFC 5545): the whole file where its ETag or date says that it changed (RFC 9110, 13.1). */
@Injectable()
export class IcsAdapter implements CalendarAdapter<IcsAccess> {
  readonly entries = null;

  constructor(private readonly egress: EgressClient) {}

  async open({ address }: IcsAccess): Promise<OpenedAccount<IcsAccess>> {
    const url = toHttps(address);
    const { body } = await this.fetch(url, {}, OPEN_TIMEOUT_MS);
    const text = body.toString('utf8');
    if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) throw new ProviderError('not_a_calendar');
    const name = propertyOf(text, 'X-WR-CALNAME') ?? propertyOf(text, 'NAME') ?? new URL(url).hostname;
    const color = /^#[0-9a-f]{6}/i.exec(propertyOf(text, 'X-APPLE-CALENDAR-COLOR') ?? '')?.[0] ?? null;
    return {
      access: { address: url },
      account: null,
      calendars: [
        {
          location: url,
          name: name.slice(0, MAX_NAME),
          color: color?.toLowerCase() ?? null,
          timeZone: null,
          isWritable: false,
        },
      ],
    };
  }

  async read(
    { address }: IcsAccess,
    { timeZone }: CalendarLocation,
    request: ReadRequest,
  ): Promise<CalendarRead> {
    const validators = request.cursor ? (JSON.parse(request.cursor) as Validators) : {};
    const headers = {
      ...(validators.etag && { 'If-None-Match': validators.etag }),
      ...(validators.modified && { 'If-Modified-Since': validators.modified }),
    };
    const response = await this.fetch(address, headers, request.timeoutMs);
    if (response.status === STATUS.notModified) return { kind: 'unchanged', cursor: request.cursor };
    const { busy, problems } = await inTurns(response.body.toString('utf8'), {
      from: request.from,
      to: request.to,
      expertZone: request.expertZone,
      addresses: request.addresses,
      transparent: true,
      ...(timeZone !== null && { calendarZone: timeZone }),
    });
    if (problems.some(({ code }) => code === 'no_calendar')) throw new ProviderError('not_a_calendar');
    if (problems.some(({ code }) => code.startsWith('too_'))) throw new ProviderError('too_large');
    return { kind: 'all', cursor: cursorOf(response), resources: byUid(busy) };
  }

  private async fetch(
    address: string,
    headers: Readonly<Record<string, string>>,
    timeoutMs: number,
  ): Promise<EgressResponse> {
    const accept = { Accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1' };
    const response = await this.egress
      .fetch(address, { headers: { ...accept, ...headers }, maxBytes: MAX_BYTES, timeoutMs })
      .catch((error: unknown) => {
        throw error instanceof DomainError ? new ProviderError('not_reachable') : error;
      });
    const { status } = response;
    if (status === 200 || status === STATUS.notModified) return response;
    if (status === STATUS.unauthorized || status === STATUS.forbidden)
      throw new ProviderError('sign_in_again');
    if (status === STATUS.notFound || status === STATUS.gone) throw new ProviderError('not_found');
    if (status === STATUS.tooMany || status === 503)
      throw new ProviderError('rate_limited', retryAfterOf(response));
    throw new ProviderError('provider_error');
  }
}

interface Validators {
  etag?: string;
  modified?: string;
}

const MAX_NAME = 100;
const MAX_VALIDATOR = 1000;
const MAX_RETRY_AFTER_S = 86_400;

/** `webcal:` is how calendar programs are offered an address that is fetched over https. */
function toHttps(address: string): string {
  return address.trim().replace(/^webcals?:/i, 'https:');
}

/** Weak and strong ETags alike: both say that the file is the same to read. */
function cursorOf({ headers }: EgressResponse): string | null {
  const { etag, 'last-modified': modified } = headers;
  const isFit = (value: string | undefined) => value !== undefined && value.length <= MAX_VALIDATOR;
  if (!isFit(etag) && !isFit(modified)) return null;
  return JSON.stringify({ ...(isFit(etag) && { etag }), ...(isFit(modified) && { modified }) });
}

function retryAfterOf({ headers }: EgressResponse): number | null {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, MAX_RETRY_AFTER_S) * 1000 : null;
}

/** The value of a property before the first component. */
function propertyOf(text: string, name: string): string | null {
  const head = text.slice(0, text.search(/\nBEGIN:V(?!CALENDAR)/i) >>> 0).replace(/\r?\n[ \t]/g, '');
  const value = new RegExp(`^${name}(?:;[^:\\r\\n]*)?:(.*)$`, 'im').exec(head)?.[1]?.trim();
  return value ? value.replace(/\\([,;\\])/g, '$1').replace(/[\p{Cc}]/gu, '') : null;
}

function byUid(times: readonly BusyTime[]): ResourceTimes[] {
  const resources = new Map<string, BusyTime[]>();
  for (const time of times) {
    const known = resources.get(time.uid);
    if (known) known.push(time);
    else resources.set(time.uid, [time]);
  }
  return [...resources].map(([resource, own]) => ({ resource, times: own }));
}

async function inTurns(text: string, options: BusyTimesOptions): Promise<BusyTimes> {
  const steps = busyTimesSteps([text], options);
  for (let count = 1; ; count++) {
    const step = steps.next();
    if (step.done) return step.value;
    if (count % STEPS_A_TURN === 0) await nextTurn();
  }
}
