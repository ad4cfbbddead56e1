import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { SlotsQuery, SlotsResponse } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

@Injectable({ providedIn: 'root' })
export class SlotsApi {
  private readonly http = inject(HttpClient);

  /**
   * Free starts by the viewer's local date, both dates inclusive. The browser answers 304s from its own cache. Rejects
   * with an `HttpErrorResponse`: 404 unknown event type, 422 `unknown_time_zone` or `invalid_duration`.
   */
  slots(handle: string, slug: string, query: SlotsQuery): Promise<SlotsResponse> {
    const { start, end, timeZone, duration } = query;
    return firstValueFrom(
      this.http.get<SlotsResponse>(
        `/api/v1/experts/${encodeURIComponent(handle)}/event-types/${encodeURIComponent(slug)}/slots`,
        { params: { start, end, timeZone, ...(duration === undefined ? {} : { duration }) } },
      ),
    );
  }
}
