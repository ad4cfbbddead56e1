import type { HttpResponse } from '@angular/common/http';
import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { CreateHoldRequest, Hold } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

/** A hold with its remaining life in ms, measured on the server's clock, so that a wrong clock here does no harm. */
export interface TimedHold extends Hold {
  remainingMs: number;
}

@Injectable({ providedIn: 'root' })
export class HoldsApi {
  private readonly http = inject(HttpClient);

  /** Claims a time for the visitor. Rejects with 409 (`slot_taken`, `slot_held`, with alternatives), 422 or 404. */
  async create(request: CreateHoldRequest): Promise<TimedHold> {
    return timed(
      await firstValueFrom(this.http.post<Hold>('/api/v1/holds', request, { observe: 'response' })),
    );
  }

  /** Extends a hold up to the server's limit. Rejects with 409 or 410 `hold_expired`. */
  async renew(token: string): Promise<TimedHold> {
    return timed(
      await firstValueFrom(
        this.http.post<Hold>(`/api/v1/holds/${encodeURIComponent(token)}/renew`, {}, { observe: 'response' }),
      ),
    );
  }

  /** Gives the time back. Also works while the page is being closed; a failure is left to the hold's own end. */
  release(token: string): void {
    // Angular's client cannot keep a request alive past the page.
    void fetch(`/api/v1/holds/${encodeURIComponent(token)}`, { method: 'DELETE', keepalive: true }).catch(
      () => undefined,
    );
  }
}

function timed(response: HttpResponse<Hold>): TimedHold {
  const hold = response.body as Hold;
  const serverNow = Date.parse(response.headers.get('date') ?? '');
  const now = Number.isNaN(serverNow) ? Date.now() : serverNow;
  return { ...hold, remainingMs: Math.max(0, Date.parse(hold.expiresAt) - now) };
}
