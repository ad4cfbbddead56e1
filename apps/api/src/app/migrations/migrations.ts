import { endPastClaims } from './0001-end-past-claims';
import { searchWords } from './0002-search-words';
import type { Migration } from './migration';

/** All of them, oldest first. A released one is never changed: what must be different is another one. */
export const MIGRATIONS: readonly Migration[] = [endPastClaims, searchWords];
