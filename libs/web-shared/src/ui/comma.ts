import { dateLocale } from '../platform/locale';

/**
 * What stands between the parts of a line: `Berlin, GMT+1`. For the expert's side only: once the clients' side used it too, it
 * would be in the script that every page of theirs begins with.
 */
export function comma(): string {
  return dateLocale().startsWith('ar') ? '، ' : ', ';
}
