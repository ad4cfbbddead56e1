import type { AbstractControl } from '@angular/forms';
import type { Observable } from 'rxjs';
import { catchError, concat, defer, from, of, startWith, switchMap, timer } from 'rxjs';

/** Debounce of keystrokes before a handle is checked, ms. */
const PAUSE_MS = 350;

/**
 * Checks the handle in a box, initially and after a pause in typing. Emits null at each keystroke and for an invalid
 * handle, `checking` during the request, then the response, or null on failure: it is a comfort only, saving
 * decides. Responses for earlier input are dropped.
 */
export function typedHandle<T>(
  control: AbstractControl<string>,
  check: (handle: string) => Promise<T>,
): Observable<T | 'checking' | null> {
  return control.valueChanges.pipe(
    startWith(control.value),
    switchMap(() => {
      const asked = defer(() =>
        control.invalid
          ? of(null)
          : concat(of('checking' as const), from(check(control.value)).pipe(catchError(() => of(null)))),
      );
      return concat(of(null), timer(PAUSE_MS).pipe(switchMap(() => asked)));
    }),
  );
}
