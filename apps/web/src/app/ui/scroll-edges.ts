import { DestroyRef, Directive, ElementRef, afterNextRender, inject } from '@angular/core';

/** Fades the side of a sideways scrolling row where there is more of it, as a row without a scroll bar shows it no other way. */
@Directive({
  selector: '[ebScrollEdges]',
  host: { class: 'eb-scroll-edges', '(scroll)': 'look()' },
})
export class ScrollEdges {
  private readonly row = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const sizes = new ResizeObserver(() => this.look());
      const parts = new MutationObserver(() => this.look());
      sizes.observe(this.row);
      parts.observe(this.row, { childList: true, characterData: true, subtree: true });
      destroyed.onDestroy(() => {
        sizes.disconnect();
        parts.disconnect();
      });
      this.look();
    });
  }

  protected look(): void {
    const { scrollLeft, scrollWidth, clientWidth } = this.row;
    const hidden = scrollWidth - clientWidth;
    // From right to left the way is counted below zero.
    const left = getComputedStyle(this.row).direction === 'rtl' ? hidden + scrollLeft : scrollLeft;
    this.row.toggleAttribute('data-more-left', left > 1);
    this.row.toggleAttribute('data-more-right', left < hidden - 1);
  }
}

/** Scrolls a row sideways, and nothing else, until one of its parts is in view. */
export function showWithin(part: HTMLElement | null): void {
  const row = part?.parentElement;
  if (!part || !row) return;
  const [inner, outer] = [part.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += Math.max(0, inner.right - outer.right) - Math.max(0, outer.left - inner.left);
}
