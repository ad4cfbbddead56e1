import type { Language } from '@expertbook/contracts';
import type booking from './booking/en.json';
import type bookingForm from './booking-form/en.json';
import type pages from './pages/en.json';
import type problems from './problems/en.json';
import type ui from './ui/en.json';

/**
 * The English file of each scope defines its keys; a test checks the other languages against it. The expert's side adds its
 * scopes (`expert-string-files.ts` of the portal).
 */
export interface ScopeStrings {
  booking: typeof booking;
  'booking-form': typeof bookingForm;
  pages: typeof pages;
  problems: typeof problems;
  ui: typeof ui;
}

/** A part of the application with string files of its own, loaded when it is first shown. */
export type Scope = keyof ScopeStrings;

export type Strings = Readonly<Record<string, string>>;

export type StringFiles = Partial<
  Readonly<Record<Scope, Readonly<Record<Language, () => Promise<{ default: object }>>>>>
>;

/**
 * String files of the clients' side. Each import is a file of its own with a hash in its name, so only the current
 * scope and language are fetched. The expert's scopes are files of the portal, so that clients do not load
 * their names.
 */
export const PUBLIC_STRING_FILES = {
  booking: {
    en: () => import('./booking/en.json'),
    de: () => import('./booking/de.json'),
    es: () => import('./booking/es.json'),
    ar: () => import('./booking/ar.json'),
  },
  'booking-form': {
    en: () => import('./booking-form/en.json'),
    de: () => import('./booking-form/de.json'),
    es: () => import('./booking-form/es.json'),
    ar: () => import('./booking-form/ar.json'),
  },
  pages: {
    en: () => import('./pages/en.json'),
    de: () => import('./pages/de.json'),
    es: () => import('./pages/es.json'),
    ar: () => import('./pages/ar.json'),
  },
  problems: {
    en: () => import('./problems/en.json'),
    de: () => import('./problems/de.json'),
    es: () => import('./problems/es.json'),
    ar: () => import('./problems/ar.json'),
  },
  ui: {
    en: () => import('./ui/en.json'),
    de: () => import('./ui/de.json'),
    es: () => import('./ui/es.json'),
    ar: () => import('./ui/ar.json'),
  },
} as const satisfies StringFiles;
