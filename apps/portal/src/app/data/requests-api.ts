import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { RequestToAnswer } from '@expertbook/contracts';
import { ANSWER_TOKEN_HEADER } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

const REQUESTS = '/api/v1/requests';

/**
 * One request, opened by the link in its mail. The token is sent in a header, never in an address. Every call rejects
 * with an `HttpErrorResponse`: 404 for an unknown request and for a wrong token alike.
 */
@Injectable({ providedIn: 'root' })
export class RequestsApi {
  private readonly http = inject(HttpClient);

  read(uid: string, token: string): Promise<RequestToAnswer> {
    const headers = headersOf(token);
    return firstValueFrom(this.http.get<RequestToAnswer>(address(uid), { headers }));
  }

  /** 409 where it was answered or withdrawn before, or has expired; it then changes nothing. */
  confirm(uid: string, token: string): Promise<RequestToAnswer> {
    const headers = headersOf(token);
    return firstValueFrom(this.http.post<RequestToAnswer>(`${address(uid)}/confirm`, {}, { headers }));
  }

  /** As {@link confirm}. */
  decline(uid: string, token: string, reason: string): Promise<RequestToAnswer> {
    const body = reason ? { reason } : {};
    const headers = headersOf(token);
    return firstValueFrom(this.http.post<RequestToAnswer>(`${address(uid)}/decline`, body, { headers }));
  }
}

function address(uid: string): string {
  return `${REQUESTS}/${encodeURIComponent(uid)}`;
}

function headersOf(token: string): Record<string, string> {
  return { [ANSWER_TOKEN_HEADER]: token };
}
