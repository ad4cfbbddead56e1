import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/**
 * One line icon by its path on a 24 x 24 grid, for icons that few pages draw; otherwise the same as `eb-icon`.
 * Decorative.
 */
@Component({
  selector: 'eb-path-icon',
  template: `<svg
    viewBox="0 0 24 24"
    width="100%"
    height="100%"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path [attr.d]="path()" />
  </svg>`,
  // In the base layer, so that size utilities override it in both dimensions.
  styles: `
    @layer base {
      :host {
        width: 1.25rem;
        height: 1.25rem;
      }
    }
  `,
  host: { class: 'inline-block shrink-0 align-middle', 'aria-hidden': 'true' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PathIcon {
  readonly path = input.required<string>();
}
