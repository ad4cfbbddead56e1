import type {
  AvailabilityChanged,
  AvailabilityReason,
  AvailabilityServerEvents,
  AvailabilityClientEvents,
  WatchReply,
} from '@expertbook/contracts';
import { AVAILABILITY_NAMESPACE } from '@expertbook/contracts';
import type { ManagerOptions, Socket, SocketOptions } from 'socket.io-client';
import { io } from 'socket.io-client';
import type { PublishedExpert } from './published-expert';
import { until } from './until';

/** How tests connect: over a socket from the first byte, sharing nothing with others. */
export const SOCKET_OPTIONS = {
  transports: ['websocket'],
  forceNew: true,
} as const satisfies Partial<ManagerOptions & SocketOptions>;

/** An open booking page, as far as the API sees it. */
export interface Watcher {
  socket: Socket<AvailabilityServerEvents, AvailabilityClientEvents>;
  /** The answer to the first `watch`. */
  reply: WatchReply;
  /** Every push so far, in order. */
  changes: AvailabilityChanged[];
  /** The next push not given out yet. */
  next(): Promise<AvailabilityChanged>;
  /** The first push of this reason not given out yet; those before it are passed over. */
  nextOf(reason: AvailabilityReason): Promise<AvailabilityChanged>;
  close(): void;
}

/** Watches the expert's first event type through the API at `url`. */
export async function watch(
  url: string,
  { handle, eventType }: Pick<PublishedExpert, 'handle' | 'eventType'>,
): Promise<Watcher> {
  const socket: Watcher['socket'] = io(`${url}${AVAILABILITY_NAMESPACE}`, SOCKET_OPTIONS);
  const changes: AvailabilityChanged[] = [];
  socket.on('availability.changed', (change) => changes.push(change));
  const reply = await socket.emitWithAck('watch', { handle, eventType: eventType.slug });
  let given = 0;
  const next = () => until('a push', () => changes[given] && changes[given++]);
  return {
    socket,
    reply,
    changes,
    next,
    nextOf: async (reason) => {
      for (;;) {
        const change = await next();
        if (change.reason === reason) return change;
      }
    },
    close: () => socket.disconnect(),
  };
}
