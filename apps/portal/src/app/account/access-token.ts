import { Injectable } from '@angular/core';

/**
 * The access token, in memory only. Separate from the session so that public pages load no account code; the session
 * sets the token and the function that renews it.
 */
@Injectable({ providedIn: 'root' })
export class AccessToken {
  value: string | null = null;
  /** Returns a token newer than `stale`, or null when the session has ended; rejects when the API is unreachable. */
  renew: ((stale: string) => Promise<string | null>) | null = null;
}
