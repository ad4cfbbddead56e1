import { Injectable } from '@angular/core';

/**
 * Whether a pointer is pressed. Leaving a field shows what is wrong with it, which moves what is below; during a press that
 * would take a button away from under the pointer before its click.
 */
@Injectable({ providedIn: 'root' })
export class PointerPress {
  private pressed = false;
  private waiting: (() => void)[] = [];

  constructor() {
    // The page lives as long as this service. In the capture phase, so that nothing hides a press from it.
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
