import type { SyncFailure } from '@expertbook/contracts';
import { DomainError } from '../../http/domain-error';
import type { CalDavAccess } from '../access';
import type { EgressClient, EgressResponse } from '../../egress/egress-client';
import { ProviderError } from '../calendar-adapter';
import { CredentialScope } from './credential-scope';
import type { Multistatus } from './multistatus';
import { readMultistatus } from './multistatus';
import type { ReadBudget } from './read-budget';

export interface DavRequest {
  method: 'PROPFIND' | 'REPORT' | 'GET' | 'PUT' | 'DELETE';
  url: URL;
  depth?: '0' | '1';
  /** XML, unless the headers say otherwise. */
  body?: string;
  /** Further ones, lower case. */
  headers?: Readonly<Record<string, string>>;
}

export interface DavResponse {
  status: number;
  body: Buffer;
  headers: EgressResponse['headers'];
  /** That answered, after redirects. */
  url: URL;
}

const MAX_BYTES = 20_000_000;
/** Of one request; lists of large calendars take their time on small servers. */
const REQUEST_TIMEOUT_MS = 60_000;
const MAX_ORIGINS = 4;
const MAX_RETRY_AFTER_MS = 86_400_000;

/** One conversation with a CalDAV server, within a budget of time. Sends the password to nothing outside its scope. */
export class DavSession {
  private readonly scope: CredentialScope;
  private readonly authorization: string;

  /** @param start whose origin the password is for */
  constructor(
    private readonly egress: Pick<EgressClient, 'fetch'>,
    { username, password }: Pick<CalDavAccess, 'username' | 'password'>,
    start: URL,
    readonly budget: ReadBudget,
  ) {
    this.scope = new CredentialScope(start);
    this.authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }

  /**
   * An address that a response names.
   * @throws ProviderError `not_a_calendar` where the password may not go there
   */
  named(href: string, by: URL): URL {
    const url = resolved(href, by);
    if (!url || !this.scope.name(by, url)) throw new ProviderError('not_a_calendar');
    return url;
  }

  /**
   * Asks for a multistatus document.
   * @throws StatusFailure for any other status; ProviderError
   */
  async multistatus(request: DavRequest): Promise<Multistatus & { url: URL }> {
    const response = await this.send(request);
    if (response.status !== 207) throw new StatusFailure(response.status, response.headers);
    const answer = await readMultistatus(response.body, () => this.budget.step());
    return { ...answer, url: response.url };
  }

  /**
   * Sends a request, to another origin once more where a redirect leads there.
   * @returns the response, whatever its status
   * @throws ProviderError `not_reachable`, `not_a_calendar` for a redirect out of the scope
   */
  async send({ url, ...request }: DavRequest): Promise<DavResponse> {
    let target = url;
    for (let origins = 0; origins < MAX_ORIGINS; origins++) {
      if (!this.scope.has(target)) throw new ProviderError('not_a_calendar');
      const response = await this.fetch(target, request);
      const end = new URL(response.url);
      if (end.origin === target.origin) return { ...response, url: end };
      // The egress guard drops the password on the way to another origin, so this response is not about the account.
      if (!this.scope.follow(target, end)) throw new ProviderError('not_a_calendar');
      target = end;
    }
    throw new ProviderError('not_a_calendar');
  }

  private async fetch(
    url: URL,
    { method, depth, body, headers }: Omit<DavRequest, 'url'>,
  ): Promise<EgressResponse> {
    try {
      return await this.egress.fetch(url.href, {
        method,
        headers: {
          authorization: this.authorization,
          'user-agent': 'ExpertBook',
          ...(depth && { depth }),
          ...(body !== undefined && { 'content-type': 'application/xml; charset=utf-8' }),
          ...headers,
        },
        ...(body !== undefined && { body }),
        maxBytes: MAX_BYTES,
        timeoutMs: Math.min(this.budget.left(), REQUEST_TIMEOUT_MS),
      });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'address_not_reachable')
        throw new ProviderError('not_reachable');
      throw error;
    }
  }
}

/** An address as a server writes it, absolute and without credentials; null where it is none of http. */
export function resolved(href: string, base: URL): URL | null {
  if (!URL.canParse(href, base.href)) return null;
  const url = new URL(href, base);
  url.username = '';
  url.password = '';
  url.hash = '';
  return /^https?:$/.test(url.protocol) ? url : null;
}

/** A response had another status than the one that was needed. */
export class StatusFailure extends ProviderError {
  constructor(
    readonly status: number,
    headers: DavResponse['headers'],
  ) {
    const retryAfterMs = retryAfterOf(headers['retry-after']);
    super(failureOf(status, retryAfterMs), retryAfterMs);
  }
}

function failureOf(status: number, retryAfterMs: number | null): SyncFailure {
  if (status === 401 || status === 403) return 'sign_in_again';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 429 || (status === 503 && retryAfterMs !== null)) return 'rate_limited';
  return 'provider_error';
}

/** Milliseconds of a `Retry-After`, in seconds or as a date (RFC 9110, section 10.2.3). */
function retryAfterOf(value: string | undefined): number | null {
  if (value === undefined) return null;
  const wait = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS) : null;
}
