import type { Me } from '@expertbook/contracts';
import { HANDLE_PATTERN, MAX_HANDLE_LENGTH, RESERVED_HANDLES } from '@expertbook/contracts';
import { slugOf } from '../../ui/slug';

export const HANDLE_FORM = new RegExp(HANDLE_PATTERN);

/** An address made of the person's name, or of the mail address where the name has no Latin letters; empty where neither will do. */
export function proposedHandle(user: Pick<Me, 'name' | 'email'> | null): string {
  const wishes = [user?.name ?? '', (user?.email ?? '').split('@')[0] ?? ''];
  return (
    wishes
      .map((wish) => slugOf(wish, MAX_HANDLE_LENGTH))
      .find((handle) => HANDLE_FORM.test(handle) && !RESERVED_HANDLES.includes(handle)) ?? ''
  );
}

/** A handle with another ending, not longer than one may be. */
export function endedWith(handle: string, ending: string): string {
  return `${handle.slice(0, MAX_HANDLE_LENGTH - ending.length).replace(/-+$/, '')}${ending}`;
}
