import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  inject,
  input,
  output,
} from '@angular/core';
import type { Booking } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { BookingActions } from './booking-actions';

/** Confirm or decline a request. */
@Component({
  selector: 'eb-answer-buttons',
  imports: [Icon],
  template: `
    <button
      type="button"
      class="eb-button eb-button-outline min-h-10 flex-1"
      [attr.aria-label]="t('decline.name', { name: booking().attendee.name })"
      [disabled]="busy()"
      (click)="decline()"
    >
      {{ t('decline') }}
    </button>
    <button
      type="button"
      class="eb-button eb-button-primary min-h-10 flex-1"
      [attr.aria-label]="t('confirm.name', { name: booking().attendee.name })"
      [disabled]="busy()"
      (click)="confirm()"
    >
      <eb-icon name="check" /> {{ t('confirm') }}
    </button>
  `,
  host: { class: 'flex w-full flex-wrap gap-2 sm:w-auto sm:flex-nowrap' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AnswerButtons {
  readonly booking = input.required<Booking>();
  readonly answered = output<Booking>();
  protected readonly t = translator('portal-parts');
  private readonly actions = inject(BookingActions);
  private readonly destroyRef = inject(DestroyRef);
  protected readonly busy = computed(() => this.actions.busy().has(this.booking().uid));

  protected async confirm(): Promise<void> {
    this.emitChange(await this.actions.confirm(this.booking()));
  }

  protected async decline(): Promise<void> {
    this.emitChange(await this.actions.decline(this.booking()));
  }

  private emitChange(changed: Booking | null): void {
    // The action waits for its undo period: the row may be destroyed meanwhile.
    if (changed && !this.destroyRef.destroyed) this.answered.emit(changed);
  }
}
