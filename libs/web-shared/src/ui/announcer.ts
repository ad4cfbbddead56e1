import { Injectable, signal } from '@angular/core';

/** Announces changes to screen readers without moving the focus. The public frame draws the live region once. */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly writable = signal('');
  readonly message = this.writable.asReadonly();

  announce(message: string): void {
    // Screen readers announce only a changed text: a no-break space makes a repeated message different.
    this.writable.update((former) => (former === message ? `${message}\u00a0` : message));
  }
}
