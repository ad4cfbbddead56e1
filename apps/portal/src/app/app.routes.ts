import { inject } from '@angular/core';
import type { CanActivateFn, Routes } from '@angular/router';
import { Router } from '@angular/router';
import { withTexts } from './i18n/with-texts';

/**
 * Other addresses belong to the clients' side, an application of its own: the document is loaded again. Exception: the
 * document was just loaded from that address, because the server returns this application for every address below the
 * expert's pages. An unknown page there redirects to the page above it.
 */
const leave: CanActivateFn = (_route, { url }) => {
  const router = inject(Router);
  if (!router.navigated) return router.parseUrl(pageAbove(url));
  location.assign(url);
  return false;
};

function pageAbove(url: string): string {
  const [, first] = url.split(/[/?#]/);
  return routes.some(({ path }) => path === first && path !== '**') ? `/${first}` : '/portal';
}

/** The expert's side. Every first segment used here is a reserved handle (contracts, RESERVED_HANDLES). */
export const routes: Routes = [
  {
    path: 'login',
    loadChildren: withTexts(['account', 'problems'], () =>
      import('./account/account.routes').then((m) => m.loginRoutes),
    ),
  },
  {
    path: 'register',
    loadChildren: withTexts(['account', 'problems'], () =>
      import('./account/account.routes').then((m) => m.registerRoutes),
    ),
  },
  {
    path: 'forgot-password',
    loadChildren: withTexts(['account', 'problems'], () =>
      import('./account/account.routes').then((m) => m.forgotPasswordRoutes),
    ),
  },
  {
    path: 'reset-password',
    loadChildren: withTexts(['account', 'problems'], () =>
      import('./account/account.routes').then((m) => m.resetPasswordRoutes),
    ),
  },
  {
    path: 'verify-email',
    loadChildren: withTexts(['account', 'problems'], () =>
      import('./account/account.routes').then((m) => m.verifyEmailRoutes),
    ),
  },
  {
    path: 'stop-email-change',
    loadChildren: withTexts(['account', 'problems'], () =>
      import('./account/account.routes').then((m) => m.stopEmailChangeRoutes),
    ),
  },
  {
    path: 'account/requests/:uid',
    loadChildren: withTexts(['request', 'problems'], () =>
      import('./account/account.routes').then((m) => m.answerRequestRoutes),
    ),
  },
  {
    path: 'account/reminders',
    loadChildren: withTexts(['account', 'problems'], () =>
      import('./account/account.routes').then((m) => m.stopRemindersRoutes),
    ),
  },
  {
    path: 'portal',
    loadChildren: withTexts(['account', 'portal-shell', 'portal-parts', 'problems'], () =>
      import('./portal/portal.routes').then((m) => m.portalRoutes),
    ),
  },
  { path: '**', canActivate: [leave], children: [] },
];
