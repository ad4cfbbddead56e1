import { Injectable } from '@angular/core';

/**
 * The access token, in memory only. Kept apart from the session so that public pages load no account code; the session
 * fills it and says how a token is renewed.
 */
@Injectable({ providedIn: 'root' })
export class AccessToken {
  value: string | null = null;
  /** Gives a token newer than `stale`, or null when the session has ended; rejects when the API cannot be reached. */
  renew: ((stale: string) => Promise<string | null>) | null = null;
}
