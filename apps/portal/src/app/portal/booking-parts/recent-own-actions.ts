import { Injectable } from '@angular/core';

/** Maximum delay of the push about an own action, ms. Later changes are made by others. */
const MAX_PUSH_DELAY_MS = 60_000;

/** Uids of bookings that this page has just changed itself: their pushes need no message to the user. */
@Injectable({ providedIn: 'root' })
export class RecentOwnActions {
  private readonly times = new Map<string, number>();

  add(uid: string): void {
    this.times.set(uid, Date.now());
  }

  has(uid: string | null): boolean {
    const time = uid === null ? undefined : this.times.get(uid);
    return time !== undefined && Date.now() - time < MAX_PUSH_DELAY_MS;
  }
}
