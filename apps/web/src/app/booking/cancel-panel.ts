import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { Problem } from '@expertbook/contracts';
import { Icon } from '../ui/icon';

/** The second look before a booking is given up, with room for a reason. */
@Component({
  selector: 'eb-cancel-panel',
  imports: [Icon],
  template: `
    <form
      class="eb-enter rounded-2xl border border-outline-variant p-5"
      aria-labelledby="eb-cancel-title"
      (submit)="$event.preventDefault(); confirmed.emit(reason.value.trim())"
    >
      <h2 id="eb-cancel-title" tabindex="-1" class="text-lg font-bold outline-none">Cancel this booking?</h2>
      <p class="mt-1 text-on-surface-variant">
        {{ expert() }} is told at once, and the time becomes free for others.
      </p>
      <label class="eb-label mt-4" for="eb-cancel-reason">
        Reason <span class="font-normal text-on-surface-variant">(optional)</span>
      </label>
      <textarea #reason id="eb-cancel-reason" class="eb-input" rows="3" maxlength="500"></textarea>
      @if (problem(); as failure) {
        <p role="alert" class="eb-error">
          <eb-icon name="warning" class="mt-0.5 size-4" /> {{ failure.detail }} Your booking still stands.
        </p>
      }
      <div class="mt-4 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <button type="button" class="eb-button eb-button-outline" [disabled]="busy()" (click)="kept.emit()">
          Keep booking
        </button>
        <button type="submit" class="eb-button eb-button-danger" [disabled]="busy()">
          @if (busy()) {
            <span class="eb-spinner" aria-hidden="true"></span> Cancelling…
          } @else {
            Cancel booking
          }
        </button>
      </div>
    </form>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CancelPanel {
  readonly expert = input.required<string>();
  readonly busy = input(false);
  readonly problem = input<Problem | null>(null);
  readonly confirmed = output<string>();
  readonly kept = output<void>();
}
