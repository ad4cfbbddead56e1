import { Injectable } from '@angular/core';
import type { AvailabilityChanged, WatchRequest } from '@expertbook/contracts';
import { whenIdle } from '../ui/when-idle';
import type { connect } from './availability-connection';

export interface AvailabilityListener {
  /** The server answers at `revision`: the first time, and again after each lost connection. */
  watching(revision: number): void;
  changed(change: AvailabilityChanged): void;
  /** Changes do not reach the server for now (true), or do again and all of them have been told. The connection stays. */
  stale(isStale: boolean): void;
  /** Changes may have been missed: read again, at a random time within so many milliseconds. */
  resync(withinMs: number): void;
  /** The connection is gone (it is being tried again); what happens until `watching` is missed. */
  lost(): void;
}

/** Pushes of one event type's availability. The client's code is loaded only when somebody watches. */
@Injectable({ providedIn: 'root' })
export class AvailabilitySocket {
  /** Watches until the returned function is called; Never throws: without a socket the page still reads over HTTP. */
  watch(request: WatchRequest, listener: AvailabilityListener): () => void {
    let socket: ReturnType<typeof connect> | null = null;
    let stopped = false;
    // Coming back online must not wait for the end of a long pause between tries.
    const hurry = () => {
      if (socket && !socket.connected) socket.disconnect().connect();
    };
    addEventListener('online', hurry);
    // The page is drawn first; what happens until then is told by the first revision.
    const notYet = whenIdle(() => {
      import('./availability-connection')
        .then((connection) => {
          if (!stopped) socket = connection.connect(request, listener);
        })
        .catch(() => listener.lost());
    });
    return () => {
      stopped = true;
      notYet();
      removeEventListener('online', hurry);
      socket?.disconnect();
    };
  }
}
