import { Injectable } from '@angular/core';

/** Uids of bookings that this page has just changed itself: what becomes of them is no news to the person. */
@Injectable({ providedIn: 'root' })
export class OwnDeeds {
  private readonly uids = new Set<string>();

  add(uid: string): void {
    this.uids.add(uid);
  }

  has(uid: string | null): boolean {
    return uid !== null && this.uids.has(uid);
  }
}
