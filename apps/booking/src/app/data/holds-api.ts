import { Injectable } from '@angular/core';
import type { CreateHoldRequest, Hold } from '@expertbook/contracts';
import { readSession, writeSession } from '@expertbook/web-shared/platform/session-store';
import type { PageKey } from './public-http';
import { callProven } from './proven-call';
import { callApi, keyOptions, NO_PAGE_KEY, readJson } from './public-http';

/**
 * A hold with its remaining time in ms, measured on the server's clock, so that a wrong local clock does not matter.
 */
export interface TimedHold extends Hold {
  remainingMs: number;
}

const VISIT_KEY = 'eb.visit';

@Injectable({ providedIn: 'root' })
export class HoldsApi {
  private readonly visitId = newVisitId();

  /**
   * Claims a time for the visitor; `key` opens a private event type. Rejects with a `RefusedRequest`: 409
   * (`slot_taken`, `slot_held`, with alternatives), 422 or 404.
   */
  async create(request: CreateHoldRequest, key: PageKey = NO_PAGE_KEY): Promise<TimedHold> {
    const body = { ...request, session: this.visitId };
    return timed(await callProven('/holds', { method: 'POST', body, ...keyOptions(key) }));
  }

  /** Extends a hold up to the server's limit. Rejects with 409 or 410 `hold_expired`. */
  async renew(token: string): Promise<TimedHold> {
    return timed(await callApi(`/holds/${encodeURIComponent(token)}/renew`, { method: 'POST', body: {} }));
  }

  /** Releases the time. Also works while the page is being closed. A failure is ignored: the hold expires. */
  release(token: string): void {
    void fetch(`/api/v1/holds/${encodeURIComponent(token)}`, { method: 'DELETE', keepalive: true }).catch(
      () => undefined,
    );
  }
}

async function timed(response: Response): Promise<TimedHold> {
  const hold = await readJson<Hold>(response);
  const serverNow = Date.parse(response.headers.get('date') ?? '');
  const now = Number.isNaN(serverNow) ? Date.now() : serverNow;
  return { ...hold, remainingMs: Math.max(0, Date.parse(hold.expiresAt) - now) };
}

/** 128 random bits that identify this tab, so that visitors with the same IP address are counted separately. */
function newVisitId(): string {
  const known = readSession(VISIT_KEY);
  if (typeof known === 'string' && known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const name = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  writeSession(VISIT_KEY, name);
  return name;
}
