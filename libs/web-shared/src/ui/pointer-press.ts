import { Injectable } from '@angular/core';

/**
 * Tells whether a pointer is pressed. When a field loses the focus its error appears and moves what is below. During a
 * press that would move a button away from the pointer before its click.
 */
@Injectable({ providedIn: 'root' })
export class PointerPress {
  private pressed = false;
  private waiting: (() => void)[] = [];

  constructor() {
    // The page lives as long as this service. Listens in the capture phase, where no other listener can stop the event.
    addEventListener('pointerdown', () => (this.pressed = true), true);
    for (const end of ['pointerup', 'pointercancel', 'dragend'])
      addEventListener(end, () => this.release(), true);
  }

  /** Runs `work` at once, or, during a press, after the click that ends it. */
  after(work: () => void): void {
    if (this.pressed) this.waiting.push(work);
    else work();
  }

  private release(): void {
    this.pressed = false;
    // The click is dispatched in the task of the release.
    setTimeout(() => {
      const due = this.waiting;
      this.waiting = [];
      due.forEach((work) => work());
    });
  }
}
