import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { PublicEventTypePage, PublicExpertPage } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

/** What anyone may read of an expert, no account needed. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class PublicApi {
  private readonly http = inject(HttpClient);

  /** The expert and the event types listed on the profile; 404 when there is no such expert. */
  expertPage(handle: string): Promise<PublicExpertPage> {
    return firstValueFrom(this.http.get<PublicExpertPage>(`/api/v1/experts/${encodeURIComponent(handle)}`));
  }

  /** One event type, hidden ones included; 404 when unknown or switched off. */
  eventTypePage(handle: string, slug: string): Promise<PublicEventTypePage> {
    return firstValueFrom(
      this.http.get<PublicEventTypePage>(
        `/api/v1/experts/${encodeURIComponent(handle)}/event-types/${encodeURIComponent(slug)}`,
      ),
    );
  }
}
