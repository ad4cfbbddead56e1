import { Injectable } from '@angular/core';
import type { WatchBookingRequest } from '@expertbook/contracts';
import { whenIdle } from '@expertbook/web-shared/platform/when-idle';
import type { connectToBooking } from './availability-connection';

/** Live updates of one booking, for its client's page. The socket client is loaded with the first watcher. */
@Injectable({ providedIn: 'root' })
export class BookingSocket {
  /**
   * Watches until the returned function is called. Calls `changed` when the booking may have changed. Never throws:
   * without a socket the page still reads over HTTP.
   */
  watch(request: WatchBookingRequest, changed: () => void): () => void {
    let socket: ReturnType<typeof connectToBooking> | null = null;
    let stopped = false;
    const hurry = () => {
      if (socket && !socket.connected) socket.disconnect().connect();
    };
    addEventListener('online', hurry);
    const notYet = whenIdle(() => {
      import('./availability-connection')
        .then((connection) => {
          if (!stopped) socket = connection.connectToBooking(request, () => !stopped && changed());
        })
        .catch(() => undefined);
    });
    return () => {
      stopped = true;
      notYet();
      removeEventListener('online', hurry);
      socket?.disconnect();
    };
  }
}
