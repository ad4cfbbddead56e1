import type { MatDialogRef } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';

/**
 * What a dialog was closed with, as soon as its button is pressed. `afterClosed` waits for it to fade out, and what was
 * agreed to would be lost with a page that is left meanwhile.
 */
export function answerOf<T>(dialog: MatDialogRef<unknown, T>): Promise<T | undefined> {
  return firstValueFrom(dialog.beforeClosed());
}
