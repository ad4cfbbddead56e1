import { createHash } from 'node:crypto';

/** Where the next read continues. */
export type CalDavCursor =
  /** RFC 6578. */
  | { kind: 'sync'; token: string }
  /** For servers without it: versions of the members within the window, by `Member.key`. */
  | { kind: 'versions'; ctag: string | null; versions: Readonly<Record<string, string>> };

export function writeCursor(cursor: CalDavCursor): string {
  return JSON.stringify(cursor);
}

/** @returns null for what cannot be continued from, so that everything is read */
export function readCursor(text: string | null): CalDavCursor | null {
  if (text === null) return null;
  try {
    const cursor = JSON.parse(text) as Partial<Record<string, unknown>> | null;
    if (cursor?.['kind'] === 'sync' && typeof cursor['token'] === 'string')
      return { kind: 'sync', token: cursor['token'] };
    if (cursor?.['kind'] !== 'versions' || typeof cursor['versions'] !== 'object') return null;
    const ctag = typeof cursor['ctag'] === 'string' ? cursor['ctag'] : null;
    return { kind: 'versions', ctag, versions: cursor['versions'] as Record<string, string> };
  } catch {
    return null;
  }
}

/** A short form of an ETag, for a cursor of thousands; empty where there is none, which never equals a version. */
export function versionOf(etag: string | null): string {
  return etag === null ? '' : createHash('sha256').update(etag).digest('base64url').slice(0, 12);
}
