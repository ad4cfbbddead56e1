import { DestroyRef, Injectable, inject } from '@angular/core';
import type { FormControl } from '@angular/forms';

/** What was typed last; in this tab's memory and nowhere else. */
@Injectable({ providedIn: 'root' })
class TypedEmail {
  value = '';
}

/**
 * An address is typed only once: the control starts with the value of a similar one before it, and passes its own on to the
 * next. Clear it where the flow ends. To be called in an injection context.
 */
export function carryEmail(control: FormControl<string>): void {
  const typed = inject(TypedEmail);
  control.setValue(typed.value);
  inject(DestroyRef).onDestroy(() => (typed.value = control.value.trim()));
}
