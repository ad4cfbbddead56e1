import { ElementRef, Injectable, Injector, afterNextRender, effect, inject, untracked } from '@angular/core';

/** Keeps the keyboard focus in a list of times that changes. One instance per view. */
@Injectable()
export class SlotFocus {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);

  /**
   * When the focused time is removed, the focus moves to the next one, or to the heading without one. Call it in an
   * injection context.
   *
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

  /** Moves the focus to the heading at once: the times below it are about to be replaced. */
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
