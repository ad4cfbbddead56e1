import type { HttpInterceptorFn, HttpRequest } from '@angular/common/http';
import { HttpErrorResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import type { Problem } from '@expertbook/contracts';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { AccessToken } from './access-token';

/** Requests that create, renew or end a session: they use the cookie and must not wait for a token. */
const SESSION_ROUTES =
  /^\/api\/v1\/auth\/(?:login|register|refresh|logout|password\/forgot|password\/reset|registration|registration\/invitation|email\/stop|verify-email\/decline)$/;

/** Sends the access token to the own API, and retries once with a renewed token after a 401. */
export const accessTokenInterceptor: HttpInterceptorFn = (request, next) => {
  const token = inject(AccessToken);
  const sent = token.value;
  if (!sent || !request.url.startsWith('/api/') || SESSION_ROUTES.test(request.url)) return next(request);
  return next(withToken(request, sent)).pipe(
    catchError((error: unknown) => {
      if (!token.renew || !(error instanceof HttpErrorResponse) || !isStale(error)) {
        return throwError(() => error);
      }
      return from(token.renew(sent)).pipe(
        switchMap((fresh) => (fresh ? next(withToken(request, fresh)) : throwError(() => error))),
      );
    }),
  );
};

function withToken<T>(request: HttpRequest<T>, token: string): HttpRequest<T> {
  return request.clone({ setHeaders: { Authorization: `Bearer ${token}` } });
}

/** A 401 caused by the access token. A wrong password is a 401 too, but a newer token would not help. */
function isStale({ status, error }: HttpErrorResponse): boolean {
  return status === 401 && (error as Partial<Problem> | null)?.code !== 'invalid_credentials';
}
