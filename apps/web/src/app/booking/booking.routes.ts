import type { CanMatchFn, Routes, UrlSegment } from '@angular/router';
import { RESERVED_HANDLES } from '@expertbook/contracts';

/** The first segment is a handle unless the application keeps it for itself. */
export const handleMatch: CanMatchFn = (_route, segments: UrlSegment[]) =>
  !RESERVED_HANDLES.includes(segments[0]?.path.toLowerCase() ?? '');

export const bookingRoutes: Routes = [
  {
    path: 'bookings/:uid',
    loadComponent: () => import('./booking-page').then((m) => m.BookingPage),
    title: 'Your booking · ExpertBook',
  },
  {
    path: ':handle',
    canMatch: [handleMatch],
    loadComponent: () => import('./profile-page').then((m) => m.ProfilePage),
  },
  {
    path: ':handle/:slug',
    canMatch: [handleMatch],
    loadComponent: () => import('./event-type-page').then((m) => m.EventTypePage),
  },
  {
    path: '**',
    loadComponent: () => import('./not-found').then((m) => m.NotFound),
    title: 'Page not found · ExpertBook',
  },
];
