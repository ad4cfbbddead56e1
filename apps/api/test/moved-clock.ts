/** Timers of this process go on; only what `Date` says is moved. */
const REAL_TIMERS = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/** Sets the clock of this process; {@link restoreClock} afterwards. */
export function moveClock(to: Date | string): void {
  jest.useFakeTimers({ now: new Date(to), doNotFake: [...REAL_TIMERS] });
}

export function restoreClock(): void {
  jest.useRealTimers();
}
