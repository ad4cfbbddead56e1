import { Injectable } from '@angular/core';

/** How long news of an own deed may be on its way, ms. Later changes are somebody else's. */
const NEWS_MS = 60_000;

/** Uids of bookings that this page has just changed itself: what becomes of them is no news to the person. */
@Injectable({ providedIn: 'root' })
export class RecentOwnActions {
  private readonly times = new Map<string, number>();

  add(uid: string): void {
    this.times.set(uid, Date.now());
  }

  has(uid: string | null): boolean {
    const time = uid === null ? undefined : this.times.get(uid);
    return time !== undefined && Date.now() - time < NEWS_MS;
  }
}
