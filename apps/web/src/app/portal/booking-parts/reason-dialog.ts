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
import type { Booking } from '@expertbook/contracts';
import { Field, FieldControl } from '../../ui/field';
import { atMost } from '../../ui/form-rules';
import { fullRangeText } from '../../ui/zoned-time';

export interface ReasonRequest {
  booking: Booking;
  zone: string;
}

/** Asks before a booking is cancelled and takes the reason the client will read. Closes with it, or undefined for "keep". */
@Component({
  selector: 'eb-reason-dialog',
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
    <form [formGroup]="form" (ngSubmit)="submit()">
      <h2 mat-dialog-title>Cancel this booking?</h2>
      <mat-dialog-content>
        <p class="font-semibold wrap-anywhere">
          {{ request.booking.eventType.title }} with {{ request.booking.attendee.name }}
        </p>
        <p class="mb-5 text-on-surface-variant">{{ when }}</p>
        <eb-field
          optional
          label="A word for your client"
          hint="It is sent with the cancellation mail."
          [control]="form.controls.reason"
        >
          <textarea
            ebControl
            class="eb-input min-h-24"
            rows="3"
            formControlName="reason"
            cdkFocusInitial
          ></textarea>
        </eb-field>
      </mat-dialog-content>
      <mat-dialog-actions align="end" class="gap-2">
        <button type="button" class="eb-button eb-button-outline" mat-dialog-close>Keep it</button>
        <button type="submit" class="eb-button eb-button-danger">Cancel booking</button>
      </mat-dialog-actions>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReasonDialog {
  protected readonly request = inject<ReasonRequest>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<ReasonDialog, string>>(MatDialogRef);
  protected readonly when = fullRangeText(
    this.request.booking.start,
    this.request.booking.end,
    this.request.zone,
  );
  protected readonly form = inject(NonNullableFormBuilder).group({ reason: ['', atMost(500)] });

  protected submit(): void {
    if (this.form.valid) this.dialog.close(this.form.getRawValue().reason.trim());
    else this.form.markAllAsTouched();
  }
}
