import { DestroyRef, Injectable, inject } from '@angular/core';
import type { FormControl } from '@angular/forms';

/** What was typed last; in this tab's memory and nowhere else. */
@Injectable({ providedIn: 'root' })
class TypedEmail {
  value = '';
}

/**
 * Nobody types an address twice: the control begins with what was left in one like it, and leaves what is in it to the next.
 * Empty it where the way ends. Call it where one may inject.
 */
export function carryEmail(control: FormControl<string>): void {
  const typed = inject(TypedEmail);
  control.setValue(typed.value);
  inject(DestroyRef).onDestroy(() => (typed.value = control.value.trim()));
}
