import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { IsoInstant, SlotExplanation, SlotsQuery, SlotsResponse } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

/**
 * The expert's own event types looked at as a client does: signed in, so that private ones answer too. Every call rejects with an
 * `HttpErrorResponse`.
 */
@Injectable({ providedIn: 'root' })
export class AvailabilityApi {
  private readonly http = inject(HttpClient);

  /** Free starts by the visitor's local date, from the same route as the booking page. */
  freeTimes(handle: string, slug: string, query: Required<SlotsQuery>): Promise<SlotsResponse> {
    return firstValueFrom(this.http.get<SlotsResponse>(pathOf(handle, slug), { params: { ...query } }));
  }

  /** Everything that keeps a start from being offered; `start` comes back in the expert's zone. */
  explain(handle: string, slug: string, start: IsoInstant, duration: number): Promise<SlotExplanation> {
    return firstValueFrom(
      this.http.get<SlotExplanation>(`${pathOf(handle, slug)}/explain`, { params: { start, duration } }),
    );
  }
}

function pathOf(handle: string, slug: string): string {
  return `/api/v1/experts/${encodeURIComponent(handle)}/event-types/${encodeURIComponent(slug)}/slots`;
}
