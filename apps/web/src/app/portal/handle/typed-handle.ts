import type { AbstractControl } from '@angular/forms';
import type { Observable } from 'rxjs';
import { catchError, concat, defer, from, of, startWith, switchMap, timer } from 'rxjs';

/** Milliseconds without a keystroke before a link name is asked about. */
const PAUSE_MS = 350;

/**
 * Asks about the link name in a box, now and whenever somebody stops typing. Emits null at each keystroke and for what is no link
 * name, `checking` while an answer is on its way, then the answer, or null where there is none: it is a comfort only, saving
 * decides. An answer to what was typed before never comes.
 */
export function typedHandle<T>(
  control: AbstractControl<string>,
  look: (handle: string) => Promise<T>,
): Observable<T | 'checking' | null> {
  return control.valueChanges.pipe(
    startWith(control.value),
    switchMap(() => {
      const asked = defer(() =>
        control.invalid
          ? of(null)
          : concat(of('checking' as const), from(look(control.value)).pipe(catchError(() => of(null)))),
      );
      return concat(of(null), timer(PAUSE_MS).pipe(switchMap(() => asked)));
    }),
  );
}
