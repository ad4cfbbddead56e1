import { DestroyRef, Injectable, inject } from '@angular/core';
import type { FormControl } from '@angular/forms';

/** The last typed address; only in this tab's memory. */
@Injectable({ providedIn: 'root' })
class TypedEmail {
  value = '';
}

/**
 * Types an address only once: the control starts with the address of the previous form, and passes its own on to the
 * next one. Clear it where the flow ends. Call it in an injection context.
 */
export function carryEmail(control: FormControl<string>): void {
  const typed = inject(TypedEmail);
  control.setValue(typed.value);
  inject(DestroyRef).onDestroy(() => (typed.value = control.value.trim()));
}
