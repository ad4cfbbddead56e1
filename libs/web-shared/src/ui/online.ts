import type { Signal } from '@angular/core';
import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** Whether the browser reports a network connection. */
@Injectable({ providedIn: 'root' })
export class Online {
  private readonly writable = signal(navigator.onLine);
  readonly online: Signal<boolean> = this.writable.asReadonly();

  constructor() {
    const update = () => this.writable.set(navigator.onLine);
    addEventListener('online', update);
    addEventListener('offline', update);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    });
  }
}
