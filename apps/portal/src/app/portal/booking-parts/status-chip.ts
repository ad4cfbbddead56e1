import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Booking } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { BookingActions } from './booking-actions';
import { statusLook } from './booking-words';

/** Status of a booking; during the undo period the status it is about to get. */
@Component({
  selector: 'eb-status-chip',
  template: `<span
    class="inline-flex items-center rounded-full px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap"
    [class]="look().classes"
    >{{ look().label }}</span
  >`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StatusChip {
  readonly booking = input.required<Booking>();
  private readonly now = inject(Clock).now;
  private readonly t = translator('portal-parts');
  private readonly undoable = inject(BookingActions).undoableChanges;
  protected readonly look = computed(() => {
    const look = statusLook(this.booking(), this.now(), this.t);
    const leaving = this.undoable().get(this.booking().uid);
    return leaving ? { ...look, label: this.t(`leaving.${leaving.to}`) } : look;
  });
}
