/** Runs work when the page is idle. Returns a function that cancels it. Safari has no idle callback. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(work, { timeout: 2_000 });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(work, 300);
  return () => clearTimeout(timer);
}

/** Runs work in a task of its own, after the current one. */
export function nextTask(work: () => void): void {
  setTimeout(work);
}
