import type { Me } from '@expertbook/contracts';
import { HANDLE_PATTERN, MAX_HANDLE_LENGTH, RESERVED_HANDLES } from '@expertbook/contracts';
import { slugOf } from '../../ui/slug';

export const HANDLE_FORM = new RegExp(HANDLE_PATTERN);

/**
 * A handle made from the user's name, or from the mail address where the name has no Latin letters; empty where neither
 * is possible.
 */
export function proposedHandle(user: Pick<Me, 'name' | 'email'> | null): string {
  const candidates = [user?.name ?? '', (user?.email ?? '').split('@')[0] ?? ''];
  return (
    candidates
      .map((text) => slugOf(text, MAX_HANDLE_LENGTH))
      .find((handle) => HANDLE_FORM.test(handle) && !RESERVED_HANDLES.includes(handle)) ?? ''
  );
}

/** A handle with another ending, within the maximum length. */
export function endedWith(handle: string, ending: string): string {
  return `${handle.slice(0, MAX_HANDLE_LENGTH - ending.length).replace(/-+$/, '')}${ending}`;
}
