/** Maps all spellings of an email to the same account key. */
export function emailKeyOf(email: string): string {
  return email.normalize('NFKC').toLowerCase();
}
