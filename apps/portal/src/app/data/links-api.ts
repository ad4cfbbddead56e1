import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { BookingLink, CreateBookingLinkRequest, CreatedBookingLink } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

/** Secret links to one event type. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class LinksApi {
  private readonly http = inject(HttpClient);

  /** Newest first, used and expired ones too, without their secrets. */
  list(eventTypeId: string): Promise<BookingLink[]> {
    return firstValueFrom(this.http.get<BookingLink[]>(linksOf(eventTypeId)));
  }

  /** Only this response contains the link's address. */
  create(eventTypeId: string, request: CreateBookingLinkRequest): Promise<CreatedBookingLink> {
    return firstValueFrom(this.http.post<CreatedBookingLink>(linksOf(eventTypeId), request));
  }

  /** Disables the link; bookings made through it stay. */
  async revoke(eventTypeId: string, linkId: string): Promise<void> {
    await firstValueFrom(this.http.delete(`${linksOf(eventTypeId)}/${encodeURIComponent(linkId)}`));
  }
}

function linksOf(eventTypeId: string): string {
  return `/api/v1/event-types/${encodeURIComponent(eventTypeId)}/links`;
}
