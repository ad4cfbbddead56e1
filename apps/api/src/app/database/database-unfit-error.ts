/** Thrown at boot when the database cannot keep the promise; the message says what to do. */
export class DatabaseUnfitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DatabaseUnfitError';
  }
}
