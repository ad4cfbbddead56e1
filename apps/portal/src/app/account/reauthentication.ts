import { Injectable, Injector, inject } from '@angular/core';

/** Asks for the password again where the API requires it for an irreversible action. */
@Injectable({ providedIn: 'root' })
export class Reauthentication {
  private readonly injector = inject(Injector);
  private asking: Promise<boolean> | null = null;

  /** True once the API has accepted the password; false when the user cancels. Concurrent callers share one dialog. */
  ask(): Promise<boolean> {
    // The dialog is loaded on demand: this service is part of every request.
    this.asking ??= import('./confirm-identity')
      .then(({ confirmIdentity }) => confirmIdentity(this.injector))
      .finally(() => (this.asking = null));
    return this.asking;
  }
}
