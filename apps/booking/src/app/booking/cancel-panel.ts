import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  computed,
  input,
  output,
  viewChild,
} from '@angular/core';
import type { Problem } from '@expertbook/contracts';
import { MAX_REASON_LENGTH } from '@expertbook/contracts';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** Asks for confirmation before a booking is cancelled or a request withdrawn, with a field for the reason. */
@Component({
  selector: 'eb-cancel-panel',
  imports: [Icon],
  template: `
    <form
      #panel
      class="eb-enter rounded-2xl border border-outline-variant p-5"
      aria-labelledby="eb-cancel-title"
      (submit)="$event.preventDefault(); confirmed.emit(reason.value.trim())"
    >
      <h2 id="eb-cancel-title" tabindex="-1" class="text-lg font-bold outline-none">
        {{ words().title }}
      </h2>
      <p class="mt-1 text-on-surface-variant">
        {{ t('cancel.text', { name: expert() }) }}
      </p>
      <label class="eb-label mt-4" for="eb-cancel-reason">
        {{ t('reason') }} <span class="font-normal text-on-surface-variant">{{ t('optional') }}</span>
      </label>
      <textarea
        #reason
        id="eb-cancel-reason"
        class="eb-input"
        rows="3"
        [attr.maxlength]="maxLength"
        dir="auto"
      ></textarea>
      @if (problem(); as failure) {
        <p role="alert" class="eb-error">
          <eb-icon name="warning" class="mt-0.5 size-4" /> {{ problemText(failure) }} {{ words().stands }}
        </p>
      }
      <div class="mt-4 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <button type="button" class="eb-button eb-button-outline" [disabled]="busy()" (click)="kept.emit()">
          {{ words().keep }}
        </button>
        <button type="submit" class="eb-button eb-button-danger" [disabled]="busy()">
          @if (busy()) {
            <span class="eb-spinner" aria-hidden="true"></span> {{ words().cancelling }}
          } @else {
            {{ words().confirm }}
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
  /** Not confirmed yet: the client withdraws a request. */
  readonly pending = input(false);
  readonly busy = input(false);
  readonly problem = input<Problem | null>(null);
  readonly confirmed = output<string>();
  readonly kept = output<void>();

  protected readonly t = translator('pages', 'booking');
  protected readonly maxLength = MAX_REASON_LENGTH;
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  protected readonly problemText = problemText();
  protected readonly words = computed(() => {
    const { t } = this;
    return this.pending()
      ? {
          title: t('withdraw.title'),
          confirm: t('withdraw.confirm'),
          keep: t('withdraw.keep'),
          cancelling: t('withdraw.cancelling'),
          stands: t('withdraw.stands'),
        }
      : {
          title: t('cancel.title'),
          confirm: t('cancel.confirm'),
          keep: t('cancel.keep'),
          cancelling: t('cancel.cancelling'),
          stands: t('cancel.stands'),
        };
  });

  constructor() {
    // The panel opens below the booking, possibly outside a small window.
    afterNextRender(() => this.panel().nativeElement.scrollIntoView?.({ block: 'nearest' }));
  }
}
