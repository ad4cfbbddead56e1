import { HttpClient, HttpHeaders } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type {
  Booking,
  CancelBookingRequest,
  CreateBookingRequest,
  CreatedBooking,
  RescheduleBookingRequest,
} from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

/**
 * Bookings as a client without an account sees them. The manage token travels in a header, never in an address, so that
 * no log keeps it. Every call rejects with an `HttpErrorResponse`.
 */
@Injectable({ providedIn: 'root' })
export class BookingsApi {
  private readonly http = inject(HttpClient);

  /** Books a time. The same key with the same body books once, however often it is sent. */
  create(request: CreateBookingRequest, idempotencyKey: string): Promise<CreatedBooking> {
    return firstValueFrom(
      this.http.post<CreatedBooking>('/api/v1/bookings', request, {
        headers: new HttpHeaders({ 'Idempotency-Key': idempotencyKey }),
      }),
    );
  }

  /** 404 for an unknown booking and for a wrong token alike. */
  read(uid: string, token: string): Promise<Booking> {
    return firstValueFrom(this.http.get<Booking>(address(uid), { headers: manage(token) }));
  }

  /** The booking as an iCalendar file. */
  calendarFile(uid: string, token: string): Promise<Blob> {
    return firstValueFrom(
      this.http.get(`${address(uid)}/calendar.ics`, { headers: manage(token), responseType: 'blob' }),
    );
  }

  /** Cancelling twice answers the same booking again. */
  cancel(uid: string, token: string, request: CancelBookingRequest): Promise<Booking> {
    return firstValueFrom(
      this.http.post<Booking>(`${address(uid)}/cancel`, request, { headers: manage(token) }),
    );
  }

  /** Moves a booking; the answer is its successor with an own token. */
  reschedule(
    uid: string,
    token: string,
    request: RescheduleBookingRequest,
    idempotencyKey: string,
  ): Promise<CreatedBooking> {
    return firstValueFrom(
      this.http.post<CreatedBooking>(`${address(uid)}/reschedule`, request, {
        headers: manage(token).set('Idempotency-Key', idempotencyKey),
      }),
    );
  }
}

function address(uid: string): string {
  return `/api/v1/bookings/${encodeURIComponent(uid)}`;
}

function manage(token: string): HttpHeaders {
  return new HttpHeaders({ 'X-Manage-Token': token });
}
