import { ElementRef, Injectable, Injector, afterNextRender, effect, inject, untracked } from '@angular/core';

/** Keeps the keyboard's place among times that come and go. One a view. */
@Injectable()
export class SlotFocus {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);

  /**
   * The focus of a time that goes moves to the next one, or to the heading where there is none. Call it where one may inject.
   * @param instants the times that are drawn, ascending
   */
  follow(instants: () => readonly number[]): void {
    effect(() => {
      const left = instants();
      untracked(() => {
        const focused = document.activeElement as HTMLElement | null;
        const slot = Number(focused?.dataset?.['slot']);
        if (!slot || !this.host.nativeElement.contains(focused) || left.includes(slot)) return;
        this.to(left.find((instant) => instant > slot) ?? left.at(-1) ?? null);
      });
    });
  }

  /** Takes the focus to the heading at once: what stands below it is about to be other times. */
  leave(): void {
    this.host.nativeElement.querySelector<HTMLElement>('#eb-day')?.focus();
  }

  /** Focuses a time once it is drawn; the heading without one. */
  to(instant: number | null): void {
    const selector = instant === null ? '#eb-day' : `[data-slot="${instant}"]`;
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>(selector)?.focus(), {
      injector: this.injector,
    });
  }
}
