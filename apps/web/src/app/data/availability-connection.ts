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

const AGAIN_MS = 1500;
const ANSWER_MS = 8_000;

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

/** Websocket first; long polling only where a proxy forbids it. */
const OPTIONS = {
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 8_000,
  randomizationFactor: 0.7,
};

/** Opens a connection that watches, and watches again after each break, until it is disconnected. Loaded with the socket's client. */
export function connect(request: WatchRequest, listener: AvailabilityListener): AvailabilityClient {
  const socket: AvailabilityClient = io(AVAILABILITY_NAMESPACE, OPTIONS);
  const watch = () => {
    socket.timeout(ANSWER_MS).emit('watch', request, (failure, answer) => {
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

/**
 * Opens a connection that watches one booking until it is disconnected. `changed` is called for each change, and after each
 * break, when some may have been missed.
 */
export function connectToBooking(request: WatchBookingRequest, changed: () => void): AvailabilityClient {
  const socket: AvailabilityClient = io(AVAILABILITY_NAMESPACE, OPTIONS);
  const watch = () => {
    socket.timeout(ANSWER_MS).emit('watchBooking', request, (failure: Error | null, answer: WatchReply) => {
      // What happened until now is in the next answer over HTTP.
      if (!failure && answer.ok) return changed();
      const isBusy = failure || (!answer.ok && answer.code === 'busy_try_again');
      if (isBusy) setTimeout(() => socket.connected && watch(), AGAIN_MS);
    });
  };
  socket.on('connect', watch);
  socket.on('booking.changed', () => changed());
  socket.on('stale', ({ stale }) => !stale && changed());
  socket.on('resync', ({ withinMs }) => setTimeout(changed, Math.random() * withinMs));
  return socket;
}
