import type { CanActivateFn, Routes } from '@angular/router';
import { withTexts } from './i18n/with-texts';

/** Everything else is the clients' side, an application of its own: the document is loaded again. */
const leave: CanActivateFn = (_route, { url }) => {
  location.assign(url);
  return false;
};

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
    path: 'portal',
    loadChildren: withTexts(['account', 'portal-shell', 'portal-parts', 'problems'], () =>
      import('./portal/portal.routes').then((m) => m.portalRoutes),
    ),
  },
  { path: '**', canActivate: [leave], children: [] },
];
