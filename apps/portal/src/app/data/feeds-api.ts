import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { CalendarFeed, CreateCalendarFeedRequest, CreatedCalendarFeed } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

const FEEDS = '/api/v1/feeds';

/** The secret addresses at which calendar programs read the expert's bookings. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class FeedsApi {
  private readonly http = inject(HttpClient);

  /** Oldest first, without their addresses. */
  list(): Promise<CalendarFeed[]> {
    return firstValueFrom(this.http.get<CalendarFeed[]>(FEEDS));
  }

  /** Only this response contains the address. */
  create(request: CreateCalendarFeedRequest): Promise<CreatedCalendarFeed> {
    return firstValueFrom(this.http.post<CreatedCalendarFeed>(FEEDS, request));
  }

  /** Its address gives nothing from then on. */
  async revoke(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(`${FEEDS}/${encodeURIComponent(id)}`));
  }
}
