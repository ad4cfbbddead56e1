/** Runs work when the page has nothing better to do; the answer takes it back. Safari has no idle callback. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(work, { timeout: 2_000 });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(work, 300);
  return () => clearTimeout(timer);
}

/** Runs work in a task of its own, after what the page has to do just now. */
export function nextTask(work: () => void): void {
  setTimeout(work);
}
