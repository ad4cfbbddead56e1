import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type {
  BecomeExpertRequest,
  ExpertProfile,
  HandleCheck,
  HandleStanding,
  UpdateExpertRequest,
} from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

/** The signed-in user's expert profile. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class ExpertsApi {
  private readonly http = inject(HttpClient);

  /** Makes the user an expert; 409 `handle_taken`, 422 `handle_reserved` on the field `handle`. */
  become(request: BecomeExpertRequest): Promise<ExpertProfile> {
    return firstValueFrom(this.http.post<ExpertProfile>('/api/v1/experts', request));
  }

  /** Whether the handle is available. Reserves nothing: only the change itself decides. */
  async handleStatus(handle: string): Promise<HandleStanding> {
    const path = `/api/v1/handles/${encodeURIComponent(handle)}`;
    return (await firstValueFrom(this.http.get<HandleCheck>(path))).standing;
  }

  update(request: UpdateExpertRequest): Promise<ExpertProfile> {
    return firstValueFrom(this.http.patch<ExpertProfile>('/api/v1/experts/me', request));
  }

  /** JPEG, PNG, WebP, AVIF or GIF up to 5 MB; the API crops it to a square and removes its metadata. */
  uploadPhoto(photo: Blob): Promise<ExpertProfile> {
    const body = new FormData();
    body.set('photo', photo, 'photo');
    return firstValueFrom(this.http.put<ExpertProfile>('/api/v1/experts/me/photo', body));
  }

  removePhoto(): Promise<ExpertProfile> {
    return firstValueFrom(this.http.delete<ExpertProfile>('/api/v1/experts/me/photo'));
  }

  /** As {@link uploadPhoto}; cropped to four times as wide as high. */
  uploadCover(cover: Blob): Promise<ExpertProfile> {
    const body = new FormData();
    body.set('cover', cover, 'cover');
    return firstValueFrom(this.http.put<ExpertProfile>('/api/v1/experts/me/cover', body));
  }

  removeCover(): Promise<ExpertProfile> {
    return firstValueFrom(this.http.delete<ExpertProfile>('/api/v1/experts/me/cover'));
  }
}
