import { Injectable } from '@angular/core';
import type { WatchRequest } from '@expertbook/contracts';
import { whenIdle } from '@expertbook/web-shared/platform/when-idle';
import type { AvailabilityListener, connect } from './availability-connection';

/** Live updates of one event type's availability. The socket client is loaded with the first watcher. */
@Injectable({ providedIn: 'root' })
export class AvailabilitySocket {
  /** Watches until the returned function is called. Never throws: without a socket the page still reads over HTTP. */
  watch(request: WatchRequest, listener: AvailabilityListener): () => void {
    let socket: ReturnType<typeof connect> | null = null;
    let stopped = false;
    // Reconnect at once when the browser is online again, without waiting for the next retry.
    const hurry = () => {
      if (socket && !socket.connected) socket.disconnect().connect();
    };
    addEventListener('online', hurry);
    // The page is drawn first. The first revision shows whether something changed until then.
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
