import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { IsoInstant, SlotExplanation, SlotsQuery, SlotsResponse } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

/**
 * The expert's own event types as clients see them, with the access token, so that private ones are readable too. Every
 * call rejects with an `HttpErrorResponse`.
 */
@Injectable({ providedIn: 'root' })
export class AvailabilityApi {
  private readonly http = inject(HttpClient);

  /** Free starts by the viewer's local date, from the same route as the booking page. */
  freeTimes(handle: string, slug: string, query: Required<SlotsQuery>): Promise<SlotsResponse> {
    return firstValueFrom(this.http.get<SlotsResponse>(pathOf(handle, slug), { params: { ...query } }));
  }

  /** Every reason why a start is not offered; `start` is returned in the expert's zone. */
  explain(handle: string, slug: string, start: IsoInstant, duration: number): Promise<SlotExplanation> {
    return firstValueFrom(
      this.http.get<SlotExplanation>(`${pathOf(handle, slug)}/explain`, { params: { start, duration } }),
    );
  }
}

function pathOf(handle: string, slug: string): string {
  return `/api/v1/experts/${encodeURIComponent(handle)}/event-types/${encodeURIComponent(slug)}/slots`;
}
