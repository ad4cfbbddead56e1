import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { Booking } from '@expertbook/contracts';
import { Icon } from '../../ui/icon';
import { BookingActions } from './booking-actions';

/** Confirm or decline a request. */
@Component({
  selector: 'eb-answer-buttons',
  imports: [Icon],
  template: `
    <button
      type="button"
      class="eb-button eb-button-outline min-h-10 flex-1"
      [attr.aria-label]="'Decline ' + booking().attendee.name"
      [disabled]="busy()"
      (click)="decline()"
    >
      Decline
    </button>
    <button
      type="button"
      class="eb-button eb-button-primary min-h-10 flex-1"
      [attr.aria-label]="'Confirm ' + booking().attendee.name"
      [disabled]="busy()"
      (click)="confirm()"
    >
      <eb-icon name="check" /> Confirm
    </button>
  `,
  host: { class: 'flex w-full gap-2 sm:w-auto' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AnswerButtons {
  readonly booking = input.required<Booking>();
  readonly answered = output<Booking>();
  private readonly actions = inject(BookingActions);
  protected readonly busy = computed(() => this.actions.busy().has(this.booking().uid));

  protected async confirm(): Promise<void> {
    this.tell(await this.actions.confirm(this.booking()));
  }

  protected async decline(): Promise<void> {
    this.tell(await this.actions.decline(this.booking()));
  }

  private tell(changed: Booking | null): void {
    if (changed) this.answered.emit(changed);
  }
}
