/** Thrown at start when the database cannot give the guarantees that are needed; the message says what to do. */
export class DatabaseUnfitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DatabaseUnfitError';
  }
}
