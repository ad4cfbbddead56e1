/** What makes two spellings of an email the same account. */
export function emailKeyOf(email: string): string {
  return email.normalize('NFKC').toLowerCase();
}
