import { DestroyRef, Directive, ElementRef, afterNextRender, inject } from '@angular/core';

/** Fades the edge of a horizontally scrolling row where it continues: without a scroll bar nothing else shows it. */
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
    // In right-to-left text `scrollLeft` is negative.
    const left = getComputedStyle(this.row).direction === 'rtl' ? hidden + scrollLeft : scrollLeft;
    this.row.toggleAttribute('data-more-left', left > 1);
    this.row.toggleAttribute('data-more-right', left < hidden - 1);
  }
}

/** Scrolls only the row, horizontally, until one of its children is in view. */
export function showWithin(part: HTMLElement | null): void {
  const row = part?.parentElement;
  if (!part || !row) return;
  const [inner, outer] = [part.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += Math.max(0, inner.right - outer.right) - Math.max(0, outer.left - inner.left);
}
