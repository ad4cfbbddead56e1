import { Injectable, signal } from '@angular/core';

/** News for screen readers that the page shows without moving the focus. Drawn once by the public frame. */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly messageSignal = signal('');
  readonly message = this.messageSignal.asReadonly();

  say(message: string): void {
    // The same words twice are two pieces of news: a no-break space makes them a change.
    this.messageSignal.update((former) => (former === message ? `${message}\u00a0` : message));
  }
}
