import type { TextKey } from '@expertbook/web-shared/i18n/translator';

/** File types that the API accepts. */
export const PHOTO_KINDS = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const;
const MAX_BYTES = 5 * 1024 * 1024;

/** Why a file is no valid photo, checked before the upload; null when it is. */
export function photoFault({ type, size }: Pick<File, 'type' | 'size'>): TextKey<'portal-settings'> | null {
  if (!(PHOTO_KINDS as readonly string[]).includes(type)) return 'photo.kind';
  return size > MAX_BYTES ? 'photo.size' : null;
}
