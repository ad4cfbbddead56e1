import { inject } from '@angular/core';
import type { CanActivateFn } from '@angular/router';
import { Router } from '@angular/router';
import { returnPath } from './return-path';
import { SessionStore } from './session';

/** Admits signed-in users and redirects others to the login, which leads back. */
export const signedInGuard: CanActivateFn = async (_route, state) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  const status = await session.restore();
  // When the API is unreachable the shell opens and offers to retry: a login form would not work either.
  if (status === 'signed_in' || status === 'unreachable' || status === 'expired') return true;
  return router.createUrlTree(['/login'], {
    queryParams: state.url === '/portal' ? {} : { returnTo: state.url },
  });
};

/** Portal pages need an expert; a user without a profile is redirected to the onboarding. */
export const expertGuard: CanActivateFn = () => {
  const session = inject(SessionStore);
  if (session.status() !== 'signed_in' || session.expert()) return true;
  return inject(Router).createUrlTree(['/portal/onboarding']);
};

/** Login and register are for guests; a signed-in user is redirected to the requested page. */
export const guestGuard: CanActivateFn = async (route) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  if ((await session.restore()) !== 'signed_in') return true;
  return router.parseUrl(returnPath(route.queryParamMap.get('returnTo')));
};
