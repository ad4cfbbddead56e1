import { Injectable, Injector, inject } from '@angular/core';

/** Asks for the password once more where the API wants it before something that cannot be taken back. */
@Injectable({ providedIn: 'root' })
export class Reauthentication {
  private readonly injector = inject(Injector);
  private asking: Promise<boolean> | null = null;

  /** True once the API has taken the password; false when the person would rather not. Callers of a moment share one dialog. */
  ask(): Promise<boolean> {
    // Dialogs come with their code when they are needed: this stands in the way of every request.
    this.asking ??= import('./confirm-identity')
      .then(({ confirmIdentity }) => confirmIdentity(this.injector))
      .finally(() => (this.asking = null));
    return this.asking;
  }
}
