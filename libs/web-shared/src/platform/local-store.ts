/**
 * Text in the browser's local storage: preferences of a visitor. Without storage (private windows, some embedded pages)
 * a preference lasts for the page only. An older version may have written the value: validate it.
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
