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

/** How tests connect: by WebSocket from the start, without sharing a connection. */
export const SOCKET_OPTIONS = {
  transports: ['websocket'],
  forceNew: true,
} as const satisfies Partial<ManagerOptions & SocketOptions>;

/** An open booking page, as seen by the API. */
export interface Watcher {
  socket: Socket<AvailabilityServerEvents, AvailabilityClientEvents>;
  /** The reply to the first `watch`. */
  reply: WatchReply;
  /** Every push after the reply's revision, in order. Earlier ones may still arrive; pages ignore them as well. */
  readonly changes: readonly AvailabilityChanged[];
  /** The next push that has not been returned yet. */
  next(): Promise<AvailabilityChanged>;
  /** The first push with this reason that has not been returned yet; earlier ones are skipped. */
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
    // The reply's revision orders the first pushes; later, other calendars are watched too.
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
