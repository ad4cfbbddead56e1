import { Injectable, computed, inject } from '@angular/core';
import type { Booking } from '@expertbook/contracts';
import type { Observable } from 'rxjs';
import { SessionStore } from '../../account/session';
import { ExpertSocket } from '../../data/expert-socket';

/** The expert's live news for every page of the portal. */
@Injectable({ providedIn: 'root' })
export class PortalLive {
  private readonly socket = inject(ExpertSocket);
  private readonly session = inject(SessionStore);

  /** Each booking as it now stands, the moment it changes. */
  readonly changes: Observable<Booking> = this.socket.changes;
  /** Something in the calendar changed: a booking, a hold, a block, the hours. Read it again, after a moment. */
  readonly calendarChanges: Observable<void> = this.socket.calendarChanges;
  /** Read your list again: news may have been missed. */
  readonly resumed: Observable<void> = this.socket.resumed;
  /** True while news that should come does not. */
  readonly lost = computed(() => this.socket.state() === 'lost');

  start(): void {
    let refused: string | null = null;
    void this.socket.start(async () => {
      const token = this.session.currentToken();
      // The same token a second time means that the first handshake failed, perhaps because it has ended.
      const usable = token !== null && token === refused ? await this.session.renew(token) : token;
      refused = usable;
      return usable;
    });
  }

  stop(): void {
    this.socket.stop();
  }
}
