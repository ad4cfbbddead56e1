import type { HttpInterceptorFn } from '@angular/common/http';
import { HttpErrorResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { Reauthentication } from './reauthentication';

/**
 * When the API requires a recent password, asks for it in a dialog over the page and repeats the same request, so that
 * pages need no code for it and no input is lost. Must precede the interceptor that adds the access token.
 */
export const reauthenticationInterceptor: HttpInterceptorFn = (request, next) => {
  const reauthentication = inject(Reauthentication);
  return next(request).pipe(
    catchError((error: unknown) => {
      if (!(error instanceof HttpErrorResponse) || error.status !== 403 || !request.url.startsWith('/api/'))
        return throwError(() => error);
      return from(withReadableBody(error)).pipe(
        switchMap((refusal) => {
          if (toProblem(refusal).code !== 'reauthentication_required') return throwError(() => refusal);
          return from(reauthentication.ask()).pipe(
            switchMap((confirmed) => (confirmed ? next(request) : throwError(() => refusal))),
          );
        }),
      );
    }),
  );
};

/** The same error with its problem as text, where the request asked for a file and so got a blob. */
async function withReadableBody(refusal: HttpErrorResponse): Promise<HttpErrorResponse> {
  const body: unknown = refusal.error;
  if (!(body instanceof Blob)) return refusal;
  const { headers, status, statusText, url } = refusal;
  const error = await body.text();
  return new HttpErrorResponse({ error, headers, status, statusText, ...(url !== null && { url }) });
}
