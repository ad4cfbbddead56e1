import { Injectable, computed, inject } from '@angular/core';
import type { Booking } from '@expertbook/contracts';
import type { Observable } from 'rxjs';
import { SessionStore } from '../../account/session';
import { ExpertSocket } from '../../data/expert-socket';

/** Live updates for every page of the portal. */
@Injectable({ providedIn: 'root' })
export class PortalLive {
  private readonly socket = inject(ExpertSocket);
  private readonly session = inject(SessionStore);

  /** Emits each changed booking. */
  readonly changes: Observable<Booking> = this.socket.changes;
  /** The calendar changed: a booking, a hold, a block, the hours. Read it again after a short delay. */
  readonly calendarChanges: Observable<void> = this.socket.calendarChanges;
  /** Updates may have been missed: read lists again. */
  readonly resumed: Observable<void> = this.socket.resumed;
  /** True while the connection is lost. */
  readonly lost = computed(() => this.socket.state() === 'lost');

  start(): void {
    let refused: string | null = null;
    void this.socket.start(async () => {
      const token = this.session.currentToken();
      // The same token a second time means that the first handshake failed, perhaps because the token has expired.
      const usable = token !== null && token === refused ? await this.session.renew(token) : token;
      refused = usable;
      return usable;
    });
  }

  stop(): void {
    this.socket.stop();
  }
}
