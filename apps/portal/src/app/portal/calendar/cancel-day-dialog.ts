import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { Booking, CancelDayRequest, LocalDate } from '@expertbook/contracts';
import { MAX_REASON_LENGTH } from '@expertbook/contracts';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { DialogForm } from '../../ui/dialog-form';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import { maxLengthRule, requiredRule } from '../../ui/form-rules';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { timeOfDayText } from '../../ui/time-of-day';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import type { Wall } from './wall-clock';
import { dateOf, timeOf, wallOf } from './wall-clock';

export interface CancelDayDialogData {
  date: LocalDate;
  /** A wall time of the expert as the API writes instants. */
  instantOf(wall: Wall): string;
}

/** Shows the affected bookings before a day is cancelled. Closes with the request, or undefined. */
@Component({
  selector: 'eb-cancel-day-dialog',
  imports: [DialogForm, Field, FieldControl, ReactiveFormsModule],
  template: `
    <form
      ebDialog
      [formGroup]="form"
      dangerous
      [heading]="t('day.title')"
      [yes]="onlyCloses() ? t('day.closeOnly') : t('day.submit')"
      [no]="t('back')"
      [idle]="!useful()"
      (filled)="submit()"
    >
      <p class="mb-5 text-on-surface-variant">{{ t('day.text') }}</p>
      <eb-field class="mb-4" [label]="t('day.date')" [control]="form.controls.date">
        <input ebControl type="date" class="eb-input" formControlName="date" />
      </eb-field>
      <div class="mb-4 min-h-16 rounded-xl bg-surface-container px-4 py-3" aria-live="polite">
        @switch (day.status()) {
          @case ('loading') {
            <div class="eb-skeleton mb-2 h-4 w-48"></div>
            <div class="eb-skeleton h-4 w-36"></div>
          }
          @case ('failed') {
            <p>{{ t('day.failed') }} {{ day.problem()?.detail }}</p>
          }
          @default {
            @if (bookings().length) {
              <p class="mb-1 font-semibold">{{ t('day.cancels', { count: bookings().length }) }}</p>
              <ul class="space-y-0.5 text-sm">
                @for (booking of bookings(); track booking.uid) {
                  <li class="flex gap-3">
                    <span class="shrink-0 tabular-nums">{{ timeText(booking) }}</span>
                    <span class="truncate"
                      ><bdi>{{ booking.attendee.name }}</bdi> · {{ booking.eventType.title }}</span
                    >
                  </li>
                }
              </ul>
            } @else {
              <p>{{ t('day.none') }}</p>
            }
          }
        }
      </div>
      <eb-field
        optional
        [label]="t('day.reason')"
        [hint]="t('day.reasonHint')"
        [control]="form.controls.reason"
      >
        <textarea ebControl class="eb-input min-h-20" rows="2" dir="auto" formControlName="reason"></textarea>
      </eb-field>
      <label class="mt-4 flex min-h-11 items-center gap-3">
        <input type="checkbox" class="size-5 shrink-0 accent-primary" formControlName="closeDay" />
        {{ t('day.close') }}
      </label>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CancelDayDialog {
  protected readonly t = translator('portal-calendar', 'portal-parts');
  private readonly api = inject(ExpertBookingsApi);
  private readonly data = inject<CancelDayDialogData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<CancelDayDialog, CancelDayRequest>>(MatDialogRef);
  protected readonly form = inject(NonNullableFormBuilder).group({
    date: [this.data.date, requiredRule(() => this.t('needed.date'))],
    reason: ['', maxLengthRule(MAX_REASON_LENGTH, () => this.t('tooLong', { count: MAX_REASON_LENGTH }))],
    closeDay: [true],
  });
  private readonly value = valueSignal(() => this.form);
  private readonly date = computed(() => this.value().date);
  protected readonly day = new Loadable<Booking[]>();
  protected readonly bookings = computed(() => this.day.value() ?? []);
  /** A day without bookings can still be closed. */
  protected readonly useful = computed(
    () => this.day.status() === 'ready' && (this.bookings().length > 0 || this.value().closeDay),
  );
  protected readonly onlyCloses = computed(
    () => this.day.status() === 'ready' && this.bookings().length === 0,
  );

  constructor() {
    effect(() => {
      const date = this.date();
      if (date) untracked(() => void this.day.load(() => this.read(date)));
    });
  }

  protected timeText(booking: Booking): string {
    return timeOfDayText(timeOf(wallOf(booking.start)));
  }

  protected submit(): void {
    const { date, reason, closeDay } = this.form.getRawValue();
    this.dialog.close({ date, closeDay, ...(reason.trim() && { reason: reason.trim() }) });
  }

  private async read(date: LocalDate): Promise<Booking[]> {
    const { items } = await this.api.list({
      status: 'pending,confirmed',
      from: this.data.instantOf(`${date}T00:00`),
      to: this.data.instantOf(`${addDays(date, 1)}T00:00`),
      limit: 100,
    });
    const now = Date.now();
    return items.filter(({ start }) => dateOf(wallOf(start)) === date && Date.parse(start) > now);
  }
}
