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
  /** Every push after the reply's revision, in order. Earlier ones may still arrive; pages pass over them as well. */
  readonly changes: readonly AvailabilityChanged[];
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
  let changes: AvailabilityChanged[] = [];
  let known = -1;
  socket.on('availability.changed', (change) => {
    if (change.revision <= known) return;
    changes.push(change);
    // The reply's revision orders what comes first; later on other calendars are watched, too.
    if (known >= 0) known = -1;
  });
  const reply = await socket.emitWithAck('watch', { handle, eventType: eventType.slug });
  if (reply.ok) {
    const { revision } = reply;
    changes = changes.filter((change) => change.revision > revision);
    if (changes.length === 0) known = revision;
  }
  let given = 0;
  const next = () => until('a push', () => changes[given] && changes[given++]);
  return {
    socket,
    reply,
    get changes() {
      return changes;
    },
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
