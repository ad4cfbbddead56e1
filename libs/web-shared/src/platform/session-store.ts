/**
 * JSON in the tab's session storage: survives a reload, ends with the tab. Without storage (private windows, some
 * embedded pages) nothing is kept. An older version may have written the value: validate it.
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
