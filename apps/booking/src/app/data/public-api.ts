import { Injectable, inject } from '@angular/core';
import type { PublicEventTypePage, PublicExpertPage } from '@expertbook/contracts';
import { LinkSecret } from './link-secret';
import type { BookingKey } from './public-http';
import { callJson, keyOptions } from './public-http';

/** Public data of an expert, readable without an account. Every call rejects with a `RefusedRequest`. */
@Injectable({ providedIn: 'root' })
export class PublicApi {
  private readonly secret = inject(LinkSecret);

  /** The expert and the event types listed on the profile; 404 for an unknown expert. */
  expertPage(handle: string): Promise<PublicExpertPage> {
    return callJson(`/experts/${encodeURIComponent(handle)}`);
  }

  /**
   * One event type: a hidden one too, and a private one with the link's secret or the booking to reschedule. 404 when
   * unknown or inactive, 410 `link_used` or `link_expired`.
   */
  eventTypePage(handle: string, slug: string, moved: BookingKey | null): Promise<PublicEventTypePage> {
    return callJson(
      eventTypePath(handle, slug),
      keyOptions({ booking: moved, link: this.secret.of(handle, slug) }),
    );
  }
}

export function eventTypePath(handle: string, slug: string): string {
  return `/experts/${encodeURIComponent(handle)}/event-types/${encodeURIComponent(slug)}`;
}
