import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { CreatedInvitation, CreateInvitationRequest, Invitation } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

const PATH = '/api/v1/invitations';

/** Invitations to register, for the owner of the installation. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class InvitationsApi {
  private readonly http = inject(HttpClient);

  /** Newest first, used and expired ones too, without their secrets. */
  list(): Promise<Invitation[]> {
    return firstValueFrom(this.http.get<Invitation[]>(PATH));
  }

  /** Only this response contains the invitation's address. */
  create(request: CreateInvitationRequest): Promise<CreatedInvitation> {
    return firstValueFrom(this.http.post<CreatedInvitation>(PATH, request));
  }

  async revoke(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(`${PATH}/${encodeURIComponent(id)}`));
  }
}
