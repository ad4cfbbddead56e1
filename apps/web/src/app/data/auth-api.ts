import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type {
  ChangePasswordRequest,
  DeleteAccountRequest,
  LoginRequest,
  Me,
  RegisterRequest,
  Session,
  SignedInSession,
} from '@expertbook/contracts';
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

  /** Signs out everywhere else; 401 `invalid_credentials` for a wrong current one, 422 for one that is too weak. */
  async changePassword(request: ChangePasswordRequest): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}password`, request));
  }

  /** The present password once more: for ten minutes the API then asks no further. 401 `invalid_credentials` for a wrong one. */
  async reauthenticate(password: string): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}reauthenticate`, { password }));
  }

  /** Has a mail with a link sent, if the address has an account; the answer does not tell. */
  async forgotPassword(email: string): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}password/forgot`, { email }));
  }

  /** With the token of that mail; 410 `link_expired` when it is over, used, or none. Signs out everywhere. */
  async resetPassword(token: string, password: string): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}password/reset`, { token, password }));
  }

  /** Where the account is signed in. */
  sessions(): Promise<SignedInSession[]> {
    return firstValueFrom(this.http.get<SignedInSession[]>(`${AUTH_PATH}sessions`));
  }

  async endSession(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(`${AUTH_PATH}sessions/${encodeURIComponent(id)}`));
  }

  async endOtherSessions(): Promise<void> {
    await firstValueFrom(this.http.delete(`${AUTH_PATH}sessions`));
  }

  /** Everything stored about the account, as a JSON file. */
  exportData(): Promise<Blob> {
    return firstValueFrom(this.http.get(`${AUTH_PATH}export`, { responseType: 'blob' }));
  }

  /** 401 `invalid_credentials` for a wrong password. */
  async deleteAccount(body: DeleteAccountRequest): Promise<void> {
    await firstValueFrom(this.http.delete(`${AUTH_PATH}me`, { body }));
  }
}
