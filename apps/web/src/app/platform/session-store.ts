/**
 * JSON in this tab's session storage: survives a reload, ends with the tab. Where storage is refused (private windows,
 * some embedded pages) everything is simply forgotten. What comes back was written by an older page perhaps: check it.
 */
export function readSession(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as unknown;
  } catch {
    return null;
  }
}

export function writeSession(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing to do: see above.
  }
}

export function forgetSession(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing to do: see above.
  }
}
