import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import type { LocalDate, OutOfOffice } from '@expertbook/contracts';
import { Field, FieldControl } from '../../ui/field';
import { atMost, needed } from '../../ui/form-rules';

export interface AwayRequest {
  away: OutOfOffice | null;
  today: LocalDate;
}

/** Days away, from one date to another. Closes with them, or undefined. */
@Component({
  selector: 'eb-away-dialog',
  imports: [
    Field,
    FieldControl,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    ReactiveFormsModule,
  ],
  template: `
    <form [formGroup]="form" (ngSubmit)="apply()">
      <h2 mat-dialog-title>Out of office</h2>
      <mat-dialog-content>
        <p class="mb-5 text-on-surface-variant">
          Nobody can book you on these days. Bookings you have already stay.
        </p>
        <div class="grid gap-4 sm:grid-cols-2">
          <eb-field label="First day" [control]="form.controls.start">
            <input ebControl class="eb-input" type="date" formControlName="start" [min]="request.today" />
          </eb-field>
          <eb-field label="Last day" [control]="form.controls.end">
            <input
              ebControl
              class="eb-input"
              type="date"
              formControlName="end"
              [min]="form.controls.start.value || request.today"
            />
          </eb-field>
        </div>
        <eb-field
          optional
          class="mt-4"
          label="Why"
          hint="A note for yourself. Clients do not see it."
          [control]="form.controls.reason"
        >
          <input
            ebControl
            class="eb-input"
            formControlName="reason"
            placeholder="Holiday"
            autocomplete="off"
          />
        </eb-field>
      </mat-dialog-content>
      <mat-dialog-actions align="end" class="gap-2">
        <button type="button" class="eb-button eb-button-outline" mat-dialog-close>Cancel</button>
        <button type="submit" class="eb-button eb-button-primary">Apply</button>
      </mat-dialog-actions>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AwayDialog {
  protected readonly request = inject<AwayRequest>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<AwayDialog, OutOfOffice>>(MatDialogRef);
  protected readonly form = inject(NonNullableFormBuilder).group({
    start: [this.request.away?.start ?? '', needed('Choose the first day.')],
    end: [this.request.away?.end ?? '', needed('Choose the last day.')],
    reason: [this.request.away?.reason ?? '', atMost(200)],
  });

  constructor() {
    const { start, end } = this.form.controls;
    start.valueChanges.subscribe((first) => {
      if (first && (!end.value || end.value < first)) end.setValue(first);
    });
  }

  protected apply(): void {
    this.form.markAllAsTouched();
    const { start, end, reason } = this.form.getRawValue();
    if (this.form.valid && end < start) {
      this.form.controls.end.setErrors({ rule: 'The last day is before the first.' });
    }
    if (!this.form.valid) return;
    const why = reason.trim();
    this.dialog.close({ start, end, ...(why ? { reason: why } : {}) });
  }
}
