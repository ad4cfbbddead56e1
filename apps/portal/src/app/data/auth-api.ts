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

/** Path prefix of the requests that set or clear the refresh cookie; none of them carries an access token. */
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

  /** Exchanges the refresh cookie for a new session; 401 when there is none or it has ended. */
  refresh(): Promise<Session> {
    return firstValueFrom(this.http.post<Session>(`${AUTH_PATH}refresh`, {}));
  }

  async logout(): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}logout`, {}));
  }

  me(): Promise<Me> {
    return firstValueFrom(this.http.get<Me>(`${AUTH_PATH}me`));
  }

  /**
   * Changes the password and ends all other sessions; 401 `invalid_credentials` for a wrong current one, 422 for a weak
   * new one.
   */
  async changePassword(request: ChangePasswordRequest): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}password`, request));
  }

  /**
   * Confirms the current password: for ten minutes the API does not require it again. 401 `invalid_credentials` for a
   * wrong one.
   */
  async reauthenticate(password: string): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}reauthenticate`, { password }));
  }

  /** Requests a mail with a reset link; the response does not reveal whether the address has an account. */
  async forgotPassword(email: string): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}password/forgot`, { email }));
  }

  /**
   * Sets a new password with the token of that mail and ends all sessions; 410 `link_expired` for an expired, used or
   * unknown token.
   */
  async resetPassword(token: string, password: string): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}password/reset`, { token, password }));
  }

  /** Sessions of the account. */
  sessions(): Promise<SignedInSession[]> {
    return firstValueFrom(this.http.get<SignedInSession[]>(`${AUTH_PATH}sessions`));
  }

  async endSession(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(`${AUTH_PATH}sessions/${encodeURIComponent(id)}`));
  }

  async endOtherSessions(): Promise<void> {
    await firstValueFrom(this.http.delete(`${AUTH_PATH}sessions`));
  }

  /** All stored data of the account, as a JSON file. */
  exportData(): Promise<Blob> {
    return firstValueFrom(this.http.get(`${AUTH_PATH}export`, { responseType: 'blob' }));
  }

  /** Deletes the account; 401 `invalid_credentials` for a wrong password. */
  async deleteAccount(body: DeleteAccountRequest): Promise<void> {
    await firstValueFrom(this.http.delete(`${AUTH_PATH}me`, { body }));
  }
}
