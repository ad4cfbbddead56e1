import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import type { Problem } from '@expertbook/contracts';
import { MAX_REASON_LENGTH } from '@expertbook/contracts';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** The last step of rescheduling: an optional reason, and one button. */
@Component({
  selector: 'eb-reschedule-form',
  imports: [Icon],
  template: `
    <form class="flex flex-col gap-5" (submit)="$event.preventDefault(); send()">
      <div>
        <label class="eb-label" for="eb-reason">
          {{ t('reason') }} <span class="font-normal text-on-surface-variant">{{ t('optional') }}</span>
        </label>
        <textarea
          #text
          id="eb-reason"
          class="eb-input min-h-24"
          rows="3"
          [attr.maxlength]="maxLength"
          [placeholder]="t('move.word', { name: expert() })"
          dir="auto"
          (input)="reason.set(text.value)"
        ></textarea>
      </div>
      @if (guests() > 0) {
        <p class="flex items-start gap-2.5 text-on-surface-variant">
          <eb-icon name="users" class="mt-0.5" /> {{ t('move.guests', { count: guests() }) }}
        </p>
      }
      @if (problem(); as failure) {
        <div
          role="alert"
          class="flex items-start gap-3 rounded-xl bg-error-container px-4 py-3 text-on-error-container"
        >
          <eb-icon name="warning" class="mt-0.5" />
          <p>{{ problemText(failure) }} {{ t('move.stays') }}</p>
        </div>
      }
      <div class="flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">
        <ng-content />
        <button
          type="submit"
          class="eb-button eb-button-primary sm:min-w-40"
          [attr.aria-disabled]="busy() || blocked() ? true : null"
        >
          @if (busy()) {
            <span class="eb-spinner" aria-hidden="true"></span> {{ t('move.moving') }}
          } @else {
            {{ t('move.confirm') }}
          }
        </button>
      </div>
    </form>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RescheduleForm {
  readonly expert = input.required<string>();
  /** Number of guests who will receive the new time. */
  readonly guests = input(0);
  readonly busy = input(false);
  readonly blocked = input(false);
  readonly problem = input<Problem | null>(null);
  readonly moved = output<string>();
  protected readonly t = translator('booking-form', 'booking');
  protected readonly maxLength = MAX_REASON_LENGTH;
  protected readonly problemText = problemText();
  protected readonly reason = signal('');

  protected send(): void {
    if (!this.busy() && !this.blocked()) this.moved.emit(this.reason().trim());
  }
}
