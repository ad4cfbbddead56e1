import { HttpClient, HttpParams } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Booking, BookingsPage, BookingsQuery } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

const BOOKINGS = '/api/v1/bookings';

/** The expert's bookings. Every call rejects with an `HttpErrorResponse`; 409 `illegal_transition` changes nothing. */
@Injectable({ providedIn: 'root' })
export class ExpertBookingsApi {
  private readonly http = inject(HttpClient);

  list(query: BookingsQuery): Promise<BookingsPage> {
    let params = new HttpParams();
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) params = params.set(key, String(value));
    }
    return firstValueFrom(this.http.get<BookingsPage>(BOOKINGS, { params }));
  }

  get(uid: string): Promise<Booking> {
    return firstValueFrom(this.http.get<Booking>(`${BOOKINGS}/${encodeURIComponent(uid)}`));
  }

  cancel(uid: string, reason?: string): Promise<Booking> {
    return this.act(uid, 'cancel', reason ? { reason } : {});
  }

  confirm(uid: string): Promise<Booking> {
    return this.act(uid, 'confirm', {});
  }

  decline(uid: string): Promise<Booking> {
    return this.act(uid, 'decline', {});
  }

  noShow(uid: string): Promise<Booking> {
    return this.act(uid, 'no-show', {});
  }

  /** The `.ics` file; a plain link would not carry the access token. */
  calendarFile(uid: string): Promise<Blob> {
    const path = `${BOOKINGS}/${encodeURIComponent(uid)}/calendar.ics`;
    return firstValueFrom(this.http.get(path, { responseType: 'blob' }));
  }

  private act(uid: string, verb: string, body: object): Promise<Booking> {
    return firstValueFrom(this.http.post<Booking>(`${BOOKINGS}/${encodeURIComponent(uid)}/${verb}`, body));
  }
}
