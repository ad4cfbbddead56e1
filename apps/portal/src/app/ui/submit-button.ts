import { ChangeDetectionStrategy, Component, booleanAttribute, input } from '@angular/core';

/** A form's main button. While busy it stays focusable and shows the progress; the form ignores a second click. */
@Component({
  selector: 'eb-submit-button',
  template: `
    <button
      type="submit"
      class="eb-button eb-button-primary"
      [class.w-full]="wide()"
      [attr.aria-disabled]="busy() ? true : null"
    >
      @if (busy()) {
        <span
          class="size-4 animate-spin rounded-full border-2 border-current border-r-transparent"
          aria-hidden="true"
        ></span>
        {{ busyLabel() }}
      } @else {
        {{ label() }}
      }
    </button>
  `,
  host: { '[class]': "wide() ? 'block' : 'inline-block'" },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SubmitButton {
  readonly label = input.required<string>();
  readonly busyLabel = input.required<string>();
  readonly busy = input(false);
  readonly wide = input(false, { transform: booleanAttribute });
}
