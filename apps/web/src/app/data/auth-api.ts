import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { LoginRequest, Me, RegisterRequest, Session } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

/** The first part of every address whose answer comes with, or ends, a refresh cookie; none of them carries an access token. */
export const AUTH_PATH = '/api/v1/auth/';

/** Accounts and sessions. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class AuthApi {
  private readonly http = inject(HttpClient);

  register(request: RegisterRequest): Promise<Session> {
    return firstValueFrom(this.http.post<Session>(`${AUTH_PATH}register`, request));
  }

  login(request: LoginRequest): Promise<Session> {
    return firstValueFrom(this.http.post<Session>(`${AUTH_PATH}login`, request));
  }

  /** Trades the refresh cookie for a new session; 401 when there is none or it has ended. */
  refresh(): Promise<Session> {
    return firstValueFrom(this.http.post<Session>(`${AUTH_PATH}refresh`, {}));
  }

  async logout(): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}logout`, {}));
  }

  me(): Promise<Me> {
    return firstValueFrom(this.http.get<Me>(`${AUTH_PATH}me`));
  }
}
