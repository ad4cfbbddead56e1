import { Types } from 'mongoose';
import type { CalendarChangedEvent } from '../calendars/calendar-feed';
import { watchFeedLag } from './feed-lag';

describe('watchFeedLag', () => {
  function start() {
    const seconds: number[] = [];
    let commit: (moved: CalendarChangedEvent) => void = () => undefined;
    let hear: (moved: CalendarChangedEvent) => void = () => undefined;
    watchFeedLag(
      { onChanged: (listener) => void (hear = listener) },
      { onCommitted: (listener) => void (commit = listener) },
      (lag) => seconds.push(lag),
    );
    return {
      seconds,
      commit: (moved: CalendarChangedEvent) => commit(moved),
      hear: (moved: CalendarChangedEvent) => hear(moved),
    };
  }
  const expertId = new Types.ObjectId();
  const moved = (revision: number): CalendarChangedEvent => ({ expertId, revision, change: null });

  it('measures from the acknowledgement to the change stream, once per commit', () => {
    const { seconds, commit, hear } = start();
    commit(moved(1));
    hear(moved(1));
    hear(moved(1));
    expect(seconds).toHaveLength(1);
    expect(seconds[0]).toBeGreaterThanOrEqual(0);
  });

  it('counts zero when the stream was faster, and ignores commits of other processes', () => {
    const { seconds, commit, hear } = start();
    hear(moved(2));
    expect(seconds).toEqual([]);
    commit(moved(2));
    expect(seconds).toEqual([0]);
  });
});
