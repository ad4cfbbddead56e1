import type { Signal } from '@angular/core';
import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** Whether the browser reports a network connection. */
@Injectable({ providedIn: 'root' })
export class Online {
  private readonly onlineSignal = signal(navigator.onLine);
  readonly online: Signal<boolean> = this.onlineSignal.asReadonly();

  constructor() {
    const look = () => this.onlineSignal.set(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    });
  }
}
