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

/** Who may open an account, and the address of one. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class EmailApi {
  private readonly http = inject(HttpClient);

  registration(): Promise<RegistrationInfo> {
    return firstValueFrom(this.http.get<RegistrationInfo>(`${AUTH_PATH}registration`));
  }

  /** 410 when it has been used, has expired or is none. */
  invitation(invitation: string): Promise<ShownInvitation> {
    return firstValueFrom(
      this.http.post<ShownInvitation>(`${AUTH_PATH}registration/invitation`, { invitation }),
    );
  }

  state(): Promise<EmailState> {
    return firstValueFrom(this.http.get<EmailState>(`${AUTH_PATH}email`));
  }

  /** With the token of a mail; 401 `invalid_credentials` without the account's session or password, 410 when it has ended. */
  verify(request: VerifyEmailRequest): Promise<EmailState> {
    return firstValueFrom(this.http.post<EmailState>(`${AUTH_PATH}verify-email`, request));
  }

  /** "This wasn't me": the unconfirmed account, or the change under way, is given up. */
  async decline(token: string): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}verify-email/decline`, { token }));
  }

  /** Mails the link again; 429 when that address has had enough for now. */
  async resend(): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}verify-email/resend`, {}));
  }

  async change(request: ChangeEmailRequest): Promise<void> {
    await firstValueFrom(this.http.post(`${AUTH_PATH}email`, request));
  }

  async cancelChange(): Promise<void> {
    await firstValueFrom(this.http.delete(`${AUTH_PATH}email/pending`));
  }

  /** With the token of the mail to the earlier address; signs out everywhere. */
  stopChange(token: string): Promise<StoppedEmailChange> {
    return firstValueFrom(this.http.post<StoppedEmailChange>(`${AUTH_PATH}email/stop`, { token }));
  }
}
