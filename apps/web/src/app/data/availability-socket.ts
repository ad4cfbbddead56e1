import { Injectable } from '@angular/core';
import type {
  AvailabilityChanged,
  AvailabilityClientEvents,
  AvailabilityServerEvents,
  WatchRequest,
} from '@expertbook/contracts';
import { AVAILABILITY_NAMESPACE } from '@expertbook/contracts';
import type { Socket } from 'socket.io-client';
import { whenIdle } from '../ui/when-idle';

const AGAIN_MS = 1500;

type AvailabilityClient = Socket<AvailabilityServerEvents, AvailabilityClientEvents>;

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
    let socket: AvailabilityClient | null = null;
    let stopped = false;
    // Coming back online must not wait for the end of a long pause between tries.
    const hurry = () => {
      if (socket && !socket.connected) socket.disconnect().connect();
    };
    addEventListener('online', hurry);
    // The page is drawn first; what happens until then is told by the first revision.
    const notYet = whenIdle(() => {
      import('socket.io-client')
        .then(({ io }) => {
          if (!stopped) socket = listen(io(AVAILABILITY_NAMESPACE, OPTIONS), request, listener);
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

function listen(
  socket: AvailabilityClient,
  request: WatchRequest,
  listener: AvailabilityListener,
): AvailabilityClient {
  const watch = () => {
    socket.timeout(8_000).emit('watch', request, (failure, answer) => {
      if (!failure && answer.ok) {
        listener.watching(answer.revision);
        if (answer.stale) listener.stale(true);
        return;
      }
      listener.lost();
      // The connection holds while the server's database is away: it is asked again on it.
      const isBusy = failure || (!answer.ok && answer.code === 'busy_try_again');
      if (isBusy) setTimeout(() => socket.connected && watch(), AGAIN_MS);
    });
  };
  socket.on('connect', watch);
  socket.on('stale', ({ stale }) => listener.stale(stale));
  socket.on('resync', ({ withinMs }) => listener.resync(withinMs));
  socket.on('availability.changed', (change) => listener.changed(change));
  socket.on('disconnect', () => listener.lost());
  socket.on('connect_error', () => listener.lost());
  return socket;
}

/** Websocket first; long polling only where a proxy forbids it. */
const OPTIONS = {
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 8_000,
  randomizationFactor: 0.7,
};
