import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { BookingLink, CreateBookingLinkRequest, CreatedBookingLink } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

/** Links with a secret to one event type. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class LinksApi {
  private readonly http = inject(HttpClient);

  /** Newest first, used and expired ones too, without their secrets. */
  list(eventTypeId: string): Promise<BookingLink[]> {
    return firstValueFrom(this.http.get<BookingLink[]>(linksOf(eventTypeId)));
  }

  /** The answer is the only one that has the link's address. */
  create(eventTypeId: string, request: CreateBookingLinkRequest): Promise<CreatedBookingLink> {
    return firstValueFrom(this.http.post<CreatedBookingLink>(linksOf(eventTypeId), request));
  }

  /** From then on the link opens nothing; bookings made through it stay. */
  async revoke(eventTypeId: string, linkId: string): Promise<void> {
    await firstValueFrom(this.http.delete(`${linksOf(eventTypeId)}/${encodeURIComponent(linkId)}`));
  }
}

function linksOf(eventTypeId: string): string {
  return `/api/v1/event-types/${encodeURIComponent(eventTypeId)}/links`;
}
