import type { Provider } from '@angular/core';
import { STRING_FILES } from '@expertbook/web-shared/i18n/message-catalog';
import type { Scope, StringFiles } from '@expertbook/web-shared/i18n/string-files';
import { PUBLIC_STRING_FILES } from '@expertbook/web-shared/i18n/string-files';
import type account from './account/en.json';
import type request from './request/en.json';
import type portalAvailability from './portal-availability/en.json';
import type portalBookings from './portal-bookings/en.json';
import type portalCalendar from './portal-calendar/en.json';
import type portalConnections from './portal-connections/en.json';
import type portalDashboard from './portal-dashboard/en.json';
import type portalEventTypes from './portal-event-types/en.json';
import type portalOnboarding from './portal-onboarding/en.json';
import type portalParts from './portal-parts/en.json';
import type portalSettings from './portal-settings/en.json';
import type portalSharing from './portal-sharing/en.json';
import type portalShell from './portal-shell/en.json';

declare module '@expertbook/web-shared/i18n/string-files' {
  interface ScopeStrings {
    account: typeof account;
    request: typeof request;
    'portal-availability': typeof portalAvailability;
    'portal-bookings': typeof portalBookings;
    'portal-calendar': typeof portalCalendar;
    'portal-connections': typeof portalConnections;
    'portal-dashboard': typeof portalDashboard;
    'portal-event-types': typeof portalEventTypes;
    'portal-onboarding': typeof portalOnboarding;
    'portal-parts': typeof portalParts;
    'portal-settings': typeof portalSettings;
    'portal-sharing': typeof portalSharing;
    'portal-shell': typeof portalShell;
  }
}

/** String files of the expert's side, in addition to the public ones. */
export const EXPERT_STRING_FILES = {
  ...PUBLIC_STRING_FILES,
  account: {
    en: () => import('./account/en.json'),
    de: () => import('./account/de.json'),
    es: () => import('./account/es.json'),
    ar: () => import('./account/ar.json'),
  },
  request: {
    en: () => import('./request/en.json'),
    de: () => import('./request/de.json'),
    es: () => import('./request/es.json'),
    ar: () => import('./request/ar.json'),
  },
  'portal-availability': {
    en: () => import('./portal-availability/en.json'),
    de: () => import('./portal-availability/de.json'),
    es: () => import('./portal-availability/es.json'),
    ar: () => import('./portal-availability/ar.json'),
  },
  'portal-bookings': {
    en: () => import('./portal-bookings/en.json'),
    de: () => import('./portal-bookings/de.json'),
    es: () => import('./portal-bookings/es.json'),
    ar: () => import('./portal-bookings/ar.json'),
  },
  'portal-calendar': {
    en: () => import('./portal-calendar/en.json'),
    de: () => import('./portal-calendar/de.json'),
    es: () => import('./portal-calendar/es.json'),
    ar: () => import('./portal-calendar/ar.json'),
  },
  'portal-connections': {
    en: () => import('./portal-connections/en.json'),
    de: () => import('./portal-connections/de.json'),
    es: () => import('./portal-connections/es.json'),
    ar: () => import('./portal-connections/ar.json'),
  },
  'portal-dashboard': {
    en: () => import('./portal-dashboard/en.json'),
    de: () => import('./portal-dashboard/de.json'),
    es: () => import('./portal-dashboard/es.json'),
    ar: () => import('./portal-dashboard/ar.json'),
  },
  'portal-event-types': {
    en: () => import('./portal-event-types/en.json'),
    de: () => import('./portal-event-types/de.json'),
    es: () => import('./portal-event-types/es.json'),
    ar: () => import('./portal-event-types/ar.json'),
  },
  'portal-onboarding': {
    en: () => import('./portal-onboarding/en.json'),
    de: () => import('./portal-onboarding/de.json'),
    es: () => import('./portal-onboarding/es.json'),
    ar: () => import('./portal-onboarding/ar.json'),
  },
  'portal-parts': {
    en: () => import('./portal-parts/en.json'),
    de: () => import('./portal-parts/de.json'),
    es: () => import('./portal-parts/es.json'),
    ar: () => import('./portal-parts/ar.json'),
  },
  'portal-settings': {
    en: () => import('./portal-settings/en.json'),
    de: () => import('./portal-settings/de.json'),
    es: () => import('./portal-settings/es.json'),
    ar: () => import('./portal-settings/ar.json'),
  },
  'portal-sharing': {
    en: () => import('./portal-sharing/en.json'),
    de: () => import('./portal-sharing/de.json'),
    es: () => import('./portal-sharing/es.json'),
    ar: () => import('./portal-sharing/ar.json'),
  },
  'portal-shell': {
    en: () => import('./portal-shell/en.json'),
    de: () => import('./portal-shell/de.json'),
    es: () => import('./portal-shell/es.json'),
    ar: () => import('./portal-shell/ar.json'),
  },
} as const satisfies StringFiles & Record<Scope, unknown>;

/** Provides the expert's string files together with the public ones. */
export function provideExpertStrings(): Provider {
  return { provide: STRING_FILES, useValue: EXPERT_STRING_FILES };
}
