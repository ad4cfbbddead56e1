import type { Signal } from '@angular/core';
import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** The current time as a signal: updated every half minute, and when the page becomes visible again. */
@Injectable({ providedIn: 'root' })
export class Clock {
  private readonly writable = signal(new Date());
  readonly now: Signal<Date> = this.writable.asReadonly();

  constructor() {
    const tick = () => this.writable.set(new Date());
    const timer = setInterval(tick, 30_000);
    const shown = () => document.visibilityState === 'visible' && tick();
    document.addEventListener('visibilitychange', shown);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', shown);
    });
  }
}
