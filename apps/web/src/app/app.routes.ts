import type { Routes } from '@angular/router';

/** Fixed pages first: every first segment used here is a reserved handle (contracts, RESERVED_HANDLES). */
export const routes: Routes = [
  { path: '', pathMatch: 'full', loadComponent: () => import('./booking/home').then((m) => m.Home) },
  { path: 'login', loadChildren: () => import('./account/account.routes').then((m) => m.loginRoutes) },
  { path: 'register', loadChildren: () => import('./account/account.routes').then((m) => m.registerRoutes) },
  { path: 'portal', loadChildren: () => import('./portal/portal.routes').then((m) => m.portalRoutes) },
  { path: '', loadChildren: () => import('./booking/booking.routes').then((m) => m.bookingRoutes) },
];
