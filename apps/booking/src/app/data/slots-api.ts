import { Injectable, inject } from '@angular/core';
import type { SlotsQuery, SlotsResponse } from '@expertbook/contracts';
import { LinkSecret } from './link-secret';
import { eventTypePath } from './public-api';
import type { BookingKey } from './public-http';
import { callJson, keyOptions } from './public-http';

@Injectable({ providedIn: 'root' })
export class SlotsApi {
  private readonly secret = inject(LinkSecret);

  /**
   * Free starts by the viewer's local date, both dates inclusive. The browser serves 304s from its own cache. Rejects
   * with a `RefusedRequest`: 404 unknown event type, 422 `unknown_time_zone` or `invalid_duration`.
   */
  slots(
    handle: string,
    slug: string,
    query: SlotsQuery,
    moved: BookingKey | null = null,
  ): Promise<SlotsResponse> {
    const { start, end, timeZone, duration } = query;
    const key = keyOptions({ booking: moved, link: this.secret.of(handle, slug) });
    return callJson(`${eventTypePath(handle, slug)}/slots`, {
      headers: key.headers,
      query: { start, end, timeZone, duration, ...key.query },
    });
  }
}
