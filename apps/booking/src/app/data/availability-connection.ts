import type {
  AvailabilityChanged,
  AvailabilityClientEvents,
  AvailabilityServerEvents,
  WatchBookingRequest,
  WatchReply,
  WatchRequest,
} from '@expertbook/contracts';
import { AVAILABILITY_NAMESPACE } from '@expertbook/contracts';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';

const RETRY_MS = 1500;
const RESPONSE_TIMEOUT_MS = 8_000;

type AvailabilityClient = Socket<AvailabilityServerEvents, AvailabilityClientEvents>;

export interface AvailabilityListener {
  /** The server confirms the subscription at `revision`: after the first connection and after each reconnection. */
  watching(revision: number): void;
  changed(change: AvailabilityChanged): void;
  /**
   * The server's change stream is interrupted (true), or works again and all missed changes have been sent. The
   * connection stays.
   */
  stale(isStale: boolean): void;
  /** Changes may have been missed: read again, at a random time within this many milliseconds. */
  resync(withinMs: number): void;
  /** The connection is lost and is being restored; changes until `watching` are missed. */
  lost(): void;
}

/** Websocket first; long polling only where a proxy blocks it. */
const OPTIONS = {
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 8_000,
  randomizationFactor: 0.7,
};

/**
 * Opens a connection that watches, and watches again after each reconnection, until it is disconnected. Loaded with the
 * socket client.
 */
export function connect(request: WatchRequest, listener: AvailabilityListener): AvailabilityClient {
  const socket: AvailabilityClient = io(AVAILABILITY_NAMESPACE, OPTIONS);
  const watch = () => {
    socket.timeout(RESPONSE_TIMEOUT_MS).emit('watch', request, (failure, answer) => {
      if (!failure && answer.ok) {
        listener.watching(answer.revision);
        if (answer.stale) listener.stale(true);
        return;
      }
      listener.lost();
      // While the server's database is unavailable the connection stays: subscribe again on it.
      const isBusy = failure || (!answer.ok && answer.code === 'busy_try_again');
      if (isBusy) setTimeout(() => socket.connected && watch(), RETRY_MS);
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

/**
 * Opens a connection that watches one booking until it is disconnected. Calls `changed` after each change, and after
 * each reconnection, when changes may have been missed.
 */
export function connectToBooking(request: WatchBookingRequest, changed: () => void): AvailabilityClient {
  const socket: AvailabilityClient = io(AVAILABILITY_NAMESPACE, OPTIONS);
  const watch = () => {
    socket
      .timeout(RESPONSE_TIMEOUT_MS)
      .emit('watchBooking', request, (failure: Error | null, answer: WatchReply) => {
        // The next HTTP response contains all changes until now.
        if (!failure && answer.ok) return changed();
        const isBusy = failure || (!answer.ok && answer.code === 'busy_try_again');
        if (isBusy) setTimeout(() => socket.connected && watch(), RETRY_MS);
      });
  };
  socket.on('connect', watch);
  socket.on('booking.changed', () => changed());
  socket.on('stale', ({ stale }) => !stale && changed());
  socket.on('resync', ({ withinMs }) => setTimeout(changed, Math.random() * withinMs));
  return socket;
}
