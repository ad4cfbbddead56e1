import type { CalendarFeed, CalendarChangedEvent } from '../calendars/calendar-feed';
import type { CalendarTransactions } from '../calendars/calendar-transactions';

/** Commits waiting for their event; while the stream is broken, the oldest are dropped beyond this number. */
const MAX_SAMPLES = 1000;

/**
 * Measures the delay between this process's own commits and their change stream events. Commits of other processes
 * cannot be compared: their clocks differ.
 * @param observe called with the seconds
 */
export function watchFeedLag(
  feed: Pick<CalendarFeed, 'onChanged'>,
  calendars: Pick<CalendarTransactions, 'onCommitted'>,
  observe: (seconds: number) => void,
): void {
  const committed = new Map<string, number>();
  const reported = new Set<string>();
  const keyOf = ({ expertId, revision }: CalendarChangedEvent) => `${String(expertId)}/${revision}`;
  calendars.onCommitted((moved) => {
    const key = keyOf(moved);
    // The event can arrive before the driver's acknowledgement.
    if (reported.delete(key)) return observe(0);
    committed.set(key, performance.now());
    trim(committed);
  });
  feed.onChanged((moved) => {
    const key = keyOf(moved);
    const at = committed.get(key);
    if (at === undefined) {
      reported.add(key);
      trim(reported);
      return;
    }
    committed.delete(key);
    observe((performance.now() - at) / 1000);
  });
}

function trim(keys: Map<string, number> | Set<string>): void {
  if (keys.size <= MAX_SAMPLES) return;
  for (const oldest of keys.keys()) {
    keys.delete(oldest);
    return;
  }
}
