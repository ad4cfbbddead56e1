/**
 * A title as part of an address: `Élodie's 30-minute call!` becomes `elodies-30-minute-call`. At most `most`
 * characters.
 */
export function slugOf(title: string, max = 60): string {
  return title
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, max)
    .replace(/^-+|-+$/g, '');
}
