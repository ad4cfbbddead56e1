import type { FeedServerEvents } from '@expertbook/contracts';
import type { Namespace } from 'socket.io';
import type { CalendarFeed } from '../calendars/calendar-feed';
import { RoomBroadcast } from './room-broadcast';

/** Re-reads of all pages are spread over a millisecond per page, within these bounds. */
const SPREAD_MS = { min: 200, max: 5000 };

/** Notifies every socket of a namespace when changes are delayed, and when some may have been missed. No socket is closed. */
export function broadcastFeedNotices(feed: CalendarFeed, namespace: Namespace): void {
  const all = new RoomBroadcast<FeedServerEvents>(namespace);
  feed.onFlow((isFlowing) => all.emitToAll('stale', { stale: !isFlowing }));
  feed.onGap(() => all.emitToAll('resync', { withinMs: resyncSpreadMs(namespace.sockets.size) }));
}

/** Milliseconds over which this many pages read again. */
export function resyncSpreadMs(pages: number): number {
  return Math.min(Math.max(pages, SPREAD_MS.min), SPREAD_MS.max);
}
