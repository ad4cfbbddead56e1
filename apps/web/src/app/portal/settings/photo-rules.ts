import type { TextKey } from '../../i18n/translator';

/** What the API takes. */
export const PHOTO_KINDS = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const;
const MAX_BYTES = 5 * 1024 * 1024;

/** Why a file cannot be a photo, known before it is sent; null when it may. */
export function photoFault({ type, size }: Pick<File, 'type' | 'size'>): TextKey<'portal-settings'> | null {
  if (!(PHOTO_KINDS as readonly string[]).includes(type)) return 'photo.kind';
  return size > MAX_BYTES ? 'photo.size' : null;
}
