import { endPastClaims } from './0001-end-past-claims';
import { searchWords } from './0002-search-words';
import type { Migration } from './migration';

/** All migrations, oldest first. A released one never changes: corrections are new migrations. */
export const MIGRATIONS: readonly Migration[] = [endPastClaims, searchWords];
