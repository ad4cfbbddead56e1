import { Injectable } from '@angular/core';
import type { Session } from '@expertbook/contracts';
import { Subject } from 'rxjs';

export type TabMessage = { kind: 'session'; session: Session } | { kind: 'signed_out' };

const HINT = 'eb_signed_in';
const CHANNEL = 'eb_session';
const LOCK = 'eb_session_refresh';

/** What the tabs of a browser share about the session: a hint that one exists, messages, and a lock for refreshes. */
@Injectable({ providedIn: 'root' })
export class SessionTabs {
  readonly messages = new Subject<TabMessage>();
  private readonly channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);

  constructor() {
    this.channel?.addEventListener('message', (event: MessageEvent<TabMessage>) =>
      this.messages.next(event.data),
    );
  }

  post(message: TabMessage): void {
    this.channel?.postMessage(message);
  }

  /** Runs `work` while no other tab does; without the Web Locks API (plain http) it runs at once. */
  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
    if (!locks) return work();
    return (await locks.request(LOCK, work)) as T;
  }

  /** Whether this browser may have a refresh cookie, which scripts cannot read. True when storage is blocked. */
  get hasHint(): boolean {
    try {
      return localStorage.getItem(HINT) !== null;
    } catch {
      return true;
    }
  }

  set hasHint(signedIn: boolean) {
    try {
      if (signedIn) localStorage.setItem(HINT, '1');
      else localStorage.removeItem(HINT);
    } catch {
      // Storage is blocked in this browser: every start asks the API.
    }
  }
}
