import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Booking } from '@expertbook/contracts';
import { Clock } from '../../ui/clock';
import { statusLook } from './booking-words';

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
  protected readonly look = computed(() => statusLook(this.booking(), this.now()));
}
