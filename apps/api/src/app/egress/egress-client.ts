import { Inject, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import type { Environment } from '../config/environment';
import { ENVIRONMENT } from '../config/config.module';
import { DomainError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import { EgressPolicy } from './egress-policy';
import { EgressRefusal, reasonOf } from './egress-refusal';
import { exchange } from './exchange';
import { hostOf } from './host';
import type { HostResolver } from './host-resolver';
import { HOST_RESOLVER } from './host-resolver';
import { HostTurns } from './host-turns';
import { parseAddress } from './public-address';
import type { Step } from './redirect';
import { nextStep } from './redirect';

export interface EgressRequest {
  /** `GET` when left out. */
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
  /** Bytes of the response's body, compressed and decompressed; 10 MB when left out. */
  maxBytes?: number;
  /** Milliseconds for everything: waiting for a slot, names, redirects, the last byte; 10 s when left out. */
  timeoutMs?: number;
}

export interface EgressResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The address of the response, after redirects, without credentials. */
  url: string;
}

const MAX_BYTES = 10_000_000;
const TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 5;
const MAX_PER_HOST = 6;
const MAX_IN_ALL = 40;

/**
 * The only way in which the server requests an address of a user (ADR 35). Responses are not trusted: they are
 * bounded in bytes, time and redirects. Only the public internet and the operator's own hosts (`EGRESS_ALLOW`) are
 * requested.
 */
@Injectable()
export class EgressClient {
  private readonly policy: EgressPolicy;
  private readonly turns = new HostTurns(MAX_PER_HOST, MAX_IN_ALL);

  constructor(
    @Inject(ENVIRONMENT) environment: Pick<Environment, 'egress'>,
    @Inject(HOST_RESOLVER) private readonly resolve: HostResolver,
  ) {
    this.policy = new EgressPolicy(environment.egress);
  }

  /**
   * Requests an address and reads its whole response, whatever its status. User name and password in the address
   * become an `Authorization` header.
   * @throws DomainError `address_not_reachable`, the same for every reason; the log has the reason as
   * `egress.refused`, with the host but neither path nor query
   */
  async fetch(address: string, request: EgressRequest = {}): Promise<EgressResponse> {
    let step: Step | null = null;
    // Own timer: `AbortSignal.timeout` does not keep the process alive while a socket is silent.
    const deadline = new AbortController();
    const timer = setTimeout(
      () => deadline.abort(new EgressRefusal('timeout')),
      request.timeoutMs ?? TIMEOUT_MS,
    );
    try {
      step = firstStep(address, request);
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        const response = await this.ask(step, request.maxBytes ?? MAX_BYTES, deadline.signal);
        const next: Step | null = nextStep(step, response);
        if (!next) return { ...response, url: step.url.href };
        step = next;
      }
      throw new EgressRefusal('too_many_redirects');
    } catch (error) {
      const host = step ? { host: hostOf(step.url) } : {};
      logEvent('egress.refused', { reason: reasonOf(error), ...host });
      throw new DomainError('address_not_reachable');
    } finally {
      clearTimeout(timer);
    }
  }

  private async ask(step: Step, maxBytes: number, signal: AbortSignal) {
    this.policy.assertAddress(step.url);
    const end = await this.turns.take(step.url.host, signal);
    try {
      const addresses = await abortable(this.addressesOf(step.url), signal);
      this.policy.assertConnectable(step.url, addresses);
      return await exchange({ ...step, addresses, maxBytes, signal });
    } finally {
      end();
    }
  }

  private async addressesOf(url: URL): Promise<string[]> {
    const host = hostOf(url);
    return parseAddress(host) ? [host] : this.resolve(host, this.policy.isOwnHost(url));
  }
}

function firstStep(address: string, { method = 'GET', headers = {}, body }: EgressRequest): Step {
  if (!URL.canParse(address)) throw new EgressRefusal('bad_address');
  const url = new URL(address);
  const lowered = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (url.username !== '' || url.password !== '') lowered['authorization'] ??= basicOf(url);
  url.username = '';
  url.password = '';
  return { url, method, headers: lowered, body: body === undefined ? null : Buffer.from(body) };
}

function basicOf({ username, password }: URL): string {
  const pair = [username, password].map(decoded).join(':');
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Rejects with the signal, even if the work continues. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
