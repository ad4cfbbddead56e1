import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type {
  ChangeEmailRequest,
  EmailState,
  RegistrationInfo,
  ShownInvitation,
  StoppedEmailChange,
  VerifyEmailRequest,
} from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';
import { AUTH_PATH } from './auth-api';

/**
 * Registration rules, and the confirmation and change of an account's email address. Every call rejects with an
 * `HttpErrorResponse`.
 */
@Injectable({ providedIn: 'root' })
export class EmailApi {
  private readonly http = inject(HttpClient);

  registration(): Promise<RegistrationInfo> {
    return firstValueFrom(this.http.get<RegistrationInfo>(`${AUTH_PATH}registration`));
  }

  /** 410 for a used, expired or unknown invitation. */
  invitation(invitation: string): Promise<ShownInvitation> {
    return firstValueFrom(
      this.http.post<ShownInvitation>(`${AUTH_PATH}registration/invitation`, { invitation }),
    );
  }

  state(): Promise<EmailState> {
    return firstValueFrom(this.http.get<EmailState>(`${AUTH_PATH}email`));
  }

  /**
   * Confirms an address with the token of a mail; 401 `invalid_credentials` without the account's session or password,
   * 410 for an expired token.
   */
  verify(request: VerifyEmailRequest): Promise<EmailState> {
    return firstValueFrom(this.http.post<EmailState>(`${AUTH_PATH}verify-email`, request));
  }

  /** "This wasn't me": removes the unconfirmed account, or the pending change. */
  async decline(token: string): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}verify-email/decline`, { token }));
  }

  /** Sends the link again; 429 when too many mails were sent to that address. */
  async resend(): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}verify-email/resend`, {}));
  }

  async change(request: ChangeEmailRequest): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}email`, request));
  }

  async cancelChange(): Promise<void> {
    await firstValueFrom(this.http.delete(`${AUTH_PATH}email/pending`));
  }

  /** Stops a change with the token of the mail to the earlier address; ends all sessions. */
  stopChange(token: string): Promise<StoppedEmailChange> {
    return firstValueFrom(this.http.post<StoppedEmailChange>(`${AUTH_PATH}email/stop`, { token }));
  }
}
