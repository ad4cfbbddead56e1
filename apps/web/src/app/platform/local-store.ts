/**
 * Text in this browser's storage: what a visitor has chosen once and finds again. Where storage is refused (private windows,
 * some embedded pages) a choice lasts for the page only. What comes back was written by an older page perhaps: check it.
 */
export function readLocal(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeLocal(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing to do: see above.
  }
}
