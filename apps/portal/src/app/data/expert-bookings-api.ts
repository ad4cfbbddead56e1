import { HttpClient, HttpParams } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type {
  Booking,
  BookingHistory,
  BookingsPage,
  BookingsQuery,
  CancelDayRequest,
  CancelledDay,
  ErasedClient,
  RescheduleBookingRequest,
  SlotsQuery,
  SlotsResponse,
} from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';
import { randomKey } from '@expertbook/web-shared/data/idempotency-key';
import { untilSettled } from '@expertbook/web-shared/data/until-settled';

const BOOKINGS = '/api/v1/bookings';

/** The expert's bookings. Every call rejects with an `HttpErrorResponse`; 409 `illegal_transition` changes nothing. */
@Injectable({ providedIn: 'root' })
export class ExpertBookingsApi {
  private readonly http = inject(HttpClient);

  list(query: BookingsQuery): Promise<BookingsPage> {
    return firstValueFrom(this.http.get<BookingsPage>(BOOKINGS, { params: paramsOf(query) }));
  }

  /** All matching bookings as a CSV file (RFC 4180, UTF-8); a plain link would not carry the access token. */
  csv(query: Omit<BookingsQuery, 'limit' | 'cursor'>): Promise<Blob> {
    return firstValueFrom(
      this.http.get(`${BOOKINGS}/export.csv`, { params: paramsOf(query), responseType: 'blob' }),
    );
  }

  get(uid: string): Promise<Booking> {
    return firstValueFrom(this.http.get<Booking>(`${BOOKINGS}/${encodeURIComponent(uid)}`));
  }

  /** A repeated call returns the same booking, so it is repeated until the response is definite. */
  cancel(uid: string, reason?: string): Promise<Booking> {
    return untilSettled(() => this.send(uid, 'cancel', reason ? { reason } : {}));
  }

  confirm(uid: string): Promise<Booking> {
    return this.sendOnce(uid, 'confirm', {});
  }

  decline(uid: string, reason?: string): Promise<Booking> {
    return this.sendOnce(uid, 'decline', reason ? { reason } : {});
  }

  noShow(uid: string): Promise<Booking> {
    return this.sendOnce(uid, 'no-show', {});
  }

  /** Erases the personal data of the booking's client from all their bookings. A repeated call changes nothing. */
  eraseClient(uid: string): Promise<ErasedClient> {
    const path = `${BOOKINGS}/${encodeURIComponent(uid)}/erase-client`;
    return untilSettled(() => firstValueFrom(this.http.post<ErasedClient>(path, {}, { keepalive: true })));
  }

  /** Returns the new booking at the new time; 409 or 422 with the reason when that time is not available. */
  reschedule(uid: string, request: RescheduleBookingRequest): Promise<Booking> {
    return this.sendOnce(uid, 'reschedule', request);
  }

  /**
   * Free starts for rescheduling a booking, also when its event type is inactive or deleted; the booking's own time
   * counts as free. By local date, both dates inclusive.
   */
  rescheduleTimes(uid: string, query: SlotsQuery): Promise<SlotsResponse> {
    const path = `${BOOKINGS}/${encodeURIComponent(uid)}/slots`;
    return firstValueFrom(this.http.get<SlotsResponse>(path, { params: paramsOf(query) }));
  }

  history(uid: string): Promise<BookingHistory> {
    return firstValueFrom(this.http.get<BookingHistory>(`${BOOKINGS}/${encodeURIComponent(uid)}/history`));
  }

  cancelDay(request: CancelDayRequest): Promise<CancelledDay> {
    const headers = { 'Idempotency-Key': randomKey() };
    return untilSettled(() =>
      firstValueFrom(this.http.post<CancelledDay>(`${BOOKINGS}/cancel-day`, request, { headers })),
    );
  }

  /** The `.ics` file; a plain link would not carry the access token. */
  calendarFile(uid: string): Promise<Blob> {
    const path = `${BOOKINGS}/${encodeURIComponent(uid)}/calendar.ics`;
    return firstValueFrom(this.http.get(path, { responseType: 'blob' }));
  }

  /** Repeats the request until the response is definite; the key makes it take effect once. */
  private sendOnce(uid: string, verb: string, body: object): Promise<Booking> {
    const headers = { 'Idempotency-Key': randomKey() };
    return untilSettled(() => this.send(uid, verb, body, headers));
  }

  /** Completes even while the page is being closed. */
  private send(
    uid: string,
    verb: string,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<Booking> {
    const path = `${BOOKINGS}/${encodeURIComponent(uid)}/${verb}`;
    return firstValueFrom(this.http.post<Booking>(path, body, { headers, keepalive: true }));
  }
}

function paramsOf(query: BookingsQuery | SlotsQuery): HttpParams {
  let params = new HttpParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) params = params.set(key, String(value));
  }
  return params;
}
