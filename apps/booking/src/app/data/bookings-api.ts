import { Injectable } from '@angular/core';
import type {
  Booking,
  CancelBookingRequest,
  CreateBookingRequest,
  CreatedBooking,
  EmailCodeRequest,
  EmailCodeSent,
  RescheduleBookingRequest,
} from '@expertbook/contracts';
import { callProven } from './proven-call';
import { callApi, callJson, linkHeader, readJson } from './public-http';

/**
 * Bookings for clients without an account. The manage token is sent in a header, never in an address, so that no log
 * contains it. Every call rejects with a `RefusedRequest`.
 */
@Injectable({ providedIn: 'root' })
export class BookingsApi {
  /**
   * Books a time, with the secret of a link where there is one. Requests with the same key and the same body book once.
   */
  async create(
    request: CreateBookingRequest,
    idempotencyKey: string,
    link: string | null = null,
  ): Promise<CreatedBooking> {
    const headers = { 'Idempotency-Key': idempotencyKey, ...linkHeader(link) };
    return readJson(await callProven('/bookings', { method: 'POST', body: request, headers }));
  }

  /** Requests a code by mail to the client's address, unless the last one is still valid. */
  sendCode(request: EmailCodeRequest, link: string | null = null): Promise<EmailCodeSent> {
    return callJson('/bookings/email-codes', { method: 'POST', body: request, headers: linkHeader(link) });
  }

  /** 404 for an unknown booking and for a wrong token alike. */
  read(uid: string, token: string): Promise<Booking> {
    return callJson(address(uid), { headers: manage(token) });
  }

  /** The booking as an iCalendar file. */
  async calendarFile(uid: string, token: string): Promise<Blob> {
    const headers = { ...manage(token), accept: 'text/calendar' };
    return (await callApi(`${address(uid)}/calendar.ics`, { headers })).blob();
  }

  /** Cancels a booking; a repeated call returns the same booking. */
  cancel(uid: string, token: string, request: CancelBookingRequest): Promise<Booking> {
    return callJson(`${address(uid)}/cancel`, { method: 'POST', body: request, headers: manage(token) });
  }

  /** Reschedules a booking; returns the new booking with a token of its own. */
  reschedule(
    uid: string,
    token: string,
    request: RescheduleBookingRequest,
    idempotencyKey: string,
  ): Promise<CreatedBooking> {
    return callJson(`${address(uid)}/reschedule`, {
      method: 'POST',
      body: request,
      headers: { ...manage(token), 'Idempotency-Key': idempotencyKey },
    });
  }
}

function address(uid: string): string {
  return `/bookings/${encodeURIComponent(uid)}`;
}

function manage(token: string): Record<string, string> {
  return { 'X-Manage-Token': token };
}
