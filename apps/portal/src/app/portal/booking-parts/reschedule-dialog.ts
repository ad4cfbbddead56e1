import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { Booking, IsoInstant } from '@expertbook/contracts';
import { GRID_MINUTES, MAX_REASON_LENGTH } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { comma } from '@expertbook/web-shared/ui/comma';
import { DialogForm } from '../../ui/dialog-form';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import { maxLengthRule, rule, requiredRule } from '../../ui/form-rules';
import { TimeField } from '../../ui/time-field';
import { isTime, minutesOf, timeOfDayText } from '../../ui/time-of-day';
import { shortDateText } from '@expertbook/web-shared/ui/zoned-time';
import { RescheduleTimes } from './reschedule-times';

/**
 * `from` and `to` are the expert's wall times, `YYYY-MM-DDTHH:mm`. Without `to` the user selects the new time: one that
 * clients are offered, or any other.
 */
export interface RescheduleRequest {
  booking: Booking;
  from: string;
  to: string | null;
}

export interface RescheduleInput {
  /** Wall time. */
  to: string;
  /**
   * The same time as an instant where it is one of the offered times: in the repeated hour of a clock change a wall
   * time is ambiguous.
   */
  start: IsoInstant | null;
  reason: string;
}

/** Asks for the new time and a reason before a booking is rescheduled, and explains that the client is notified. */
@Component({
  selector: 'eb-reschedule-dialog',
  imports: [DialogForm, Field, FieldControl, RescheduleTimes, ReactiveFormsModule, TimeField],
  template: `
    <form
      ebDialog
      [formGroup]="form"
      focused
      [heading]="t('move.title')"
      [yes]="t('move.submit')"
      [no]="t('move.keep')"
      [idle]="!moved()"
      (filled)="submit()"
    >
      <p class="font-semibold wrap-anywhere">
        {{ t('with', { title: booking.eventType.title, name: booking.attendee.name }) }}
      </p>
      <dl class="mt-3 mb-5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt class="text-on-surface-variant">{{ t('move.from') }}</dt>
        <dd class="text-on-surface-variant line-through">{{ words(request.from) }}</dd>
        <dt class="text-on-surface-variant">{{ t('move.to') }}</dt>
        <dd class="font-semibold">{{ target() }}</dd>
      </dl>
      @if (picks) {
        <eb-reschedule-times class="mb-4" [booking]="booking" [value]="picked()" (picked)="pick($event)" />
      }
      <div class="mb-4 grid grid-cols-2 gap-3">
        <eb-field [label]="t('move.date')" [control]="form.controls.date">
          <input ebControl type="date" class="eb-input" formControlName="date" />
        </eb-field>
        <eb-field [label]="t('move.time')" [control]="form.controls.time">
          <eb-time-field formControlName="time" />
        </eb-field>
      </div>
      <eb-field optional [label]="t('reason')" [hint]="t('reasonHint')" [control]="form.controls.reason">
        <textarea ebControl class="eb-input min-h-20" rows="2" dir="auto" formControlName="reason"></textarea>
      </eb-field>
      <p class="mt-4 text-sm text-on-surface-variant">
        {{ t('move.told', { name: booking.attendee.name }) }}
      </p>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RescheduleDialog {
  protected readonly t = translator('portal-parts');
  protected readonly request = inject<RescheduleRequest>(MAT_DIALOG_DATA);
  protected readonly booking = this.request.booking;
  private readonly dialog = inject<MatDialogRef<RescheduleDialog, RescheduleInput>>(MatDialogRef);
  private readonly proposed = this.request.to ?? this.request.from;
  protected readonly form = inject(NonNullableFormBuilder).group({
    date: [this.proposed.slice(0, 10), requiredRule(() => this.t('needed.date'))],
    time: [
      this.proposed.slice(11, 16),
      [
        rule(onGrid, () => this.t('move.grid')),
        rule(isTime, () => this.t('time.unreadable')),
        requiredRule(() => this.t('needed.time')),
      ],
    ],
    reason: ['', maxLengthRule(MAX_REASON_LENGTH, () => this.t('tooLong', { count: MAX_REASON_LENGTH }))],
  });
  private readonly value = valueSignal(() => this.form);
  /** After a drag the new time is already known. */
  protected readonly picks = this.request.to === null;
  private readonly pickedSignal = signal<IsoInstant | null>(null);
  private readonly to = computed(() => {
    const { date, time } = this.value();
    return date && time ? `${date}T${time}` : '';
  });
  protected readonly picked = computed(() => {
    const start = this.pickedSignal();
    return start?.slice(0, 16) === this.to() ? start : null;
  });
  protected readonly moved = computed(() => this.to() !== this.request.from);
  protected readonly target = computed(() => (this.to() && this.moved() ? this.words(this.to()) : '…'));

  protected words(wall: string): string {
    return `${shortDateText(wall.slice(0, 10))}${comma()}${timeOfDayText(wall.slice(11, 16))}`;
  }

  protected pick(start: IsoInstant): void {
    this.pickedSignal.set(start);
    this.form.patchValue({ date: start.slice(0, 10), time: start.slice(11, 16) });
  }

  protected submit(): void {
    const reason = this.form.getRawValue().reason.trim();
    this.dialog.close({ to: this.to(), start: this.picked(), reason });
  }
}

function onGrid(time: string): boolean {
  return !isTime(time) || minutesOf(time) % GRID_MINUTES === 0;
}
