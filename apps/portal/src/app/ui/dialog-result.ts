import type { MatDialogRef } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';

/**
 * Result of a dialog, as soon as its button is pressed. `afterClosed` waits for the closing animation: when the user
 * leaves the page meanwhile, the result would be lost.
 */
export function dialogResult<T>(dialog: MatDialogRef<unknown, T>): Promise<T | undefined> {
  return firstValueFrom(dialog.beforeClosed());
}
