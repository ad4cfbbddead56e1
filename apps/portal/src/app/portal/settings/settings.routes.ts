import { inject } from '@angular/core';
import type { CanActivateFn, Routes } from '@angular/router';
import { Router } from '@angular/router';
import { SessionStore } from '../../account/session';
import { withTexts } from '../../i18n/with-texts';
import { leaveGuard } from '../../ui/leave-guard';
import { settingsPageOf } from './settings-pages';

const SETTINGS = '/portal/settings';
/** From this width on the list is beside each page. Tailwind's `lg`. */
const WIDE = '(min-width: 64rem)';

/**
 * `/portal/settings#password` redirects to the page of that section; in a wide window the settings open with the first
 * page.
 */
const entryGuard: CanActivateFn = ({ fragment }) => {
  const router = inject(Router);
  const place = settingsPageOf(fragment);
  if (place) return router.createUrlTree([SETTINGS, place.name], { fragment: fragment ?? undefined });
  return matchMedia(WIDE).matches ? router.createUrlTree([SETTINGS, 'profile']) : true;
};

const ownerGuard: CanActivateFn = () =>
  inject(SessionStore).user()?.isOwner ? true : inject(Router).createUrlTree([SETTINGS]);

export const settingsRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    canActivate: [entryGuard],
    loadComponent: () => import('./settings-list').then((m) => m.SettingsList),
  },
  {
    path: 'profile',
    canDeactivate: [leaveGuard],
    loadComponent: () => import('./profile-settings').then((m) => m.ProfileSettings),
  },
  {
    path: 'connections',
    loadComponent: withTexts(['portal-connections'], () =>
      import('../connections/connections-page').then((m) => m.ConnectionsPage),
    ),
  },
  { path: 'region', loadComponent: () => import('./region-section').then((m) => m.RegionSection) },
  {
    path: 'appearance',
    loadComponent: () => import('./appearance-settings').then((m) => m.AppearanceSettings),
  },
  {
    path: 'notifications',
    loadComponent: () => import('./notifications-section').then((m) => m.NotificationsSection),
  },
  { path: 'embedding', loadComponent: () => import('./embedding-section').then((m) => m.EmbeddingSection) },
  { path: 'account', loadComponent: () => import('./account-settings').then((m) => m.AccountSettings) },
  { path: 'security', loadComponent: () => import('./security-settings').then((m) => m.SecuritySettings) },
  {
    path: 'invitations',
    canActivate: [ownerGuard],
    loadComponent: () => import('./invitations-section').then((m) => m.InvitationsSection),
  },
  { path: '**', redirectTo: '' },
];
