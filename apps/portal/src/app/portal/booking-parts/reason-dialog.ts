import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { Booking } from '@expertbook/contracts';
import { MAX_REASON_LENGTH } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { DialogForm } from '../../ui/dialog-form';
import { Field, FieldControl } from '../../ui/field';
import { maxLengthRule } from '../../ui/form-rules';
import { fullRangeText } from '@expertbook/web-shared/ui/zoned-time';

export interface ReasonRequest {
  booking: Booking;
  zone: string;
  kind: 'cancel' | 'decline';
}

/**
 * Asks for the reason before a booking is cancelled or declined; the client reads it. Closes with it, or undefined when
 * the user cancels.
 */
@Component({
  selector: 'eb-reason-dialog',
  imports: [DialogForm, Field, FieldControl, ReactiveFormsModule],
  template: `
    <form
      ebDialog
      [formGroup]="form"
      dangerous
      [heading]="t(kind === 'cancel' ? 'cancel.title' : 'decline.title')"
      [yes]="t(kind === 'cancel' ? 'cancel.submit' : 'decline.submit')"
      [no]="t(kind === 'cancel' ? 'cancel.keep' : 'decline.keep')"
      (filled)="submit()"
    >
      <p class="font-semibold wrap-anywhere">
        {{ t('with', { title: booking.eventType.title, name: booking.attendee.name }) }}
      </p>
      <p class="mb-5 text-on-surface-variant">{{ when }}</p>
      <eb-field optional [label]="t('reason')" [hint]="t('reasonHint')" [control]="form.controls.reason">
        <textarea
          ebControl
          class="eb-input min-h-24"
          rows="3"
          formControlName="reason"
          dir="auto"
          cdkFocusInitial
        ></textarea>
      </eb-field>
      <p class="mt-4 text-sm text-on-surface-variant">{{ t('undoHint') }}</p>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReasonDialog {
  protected readonly t = translator('portal-parts');
  private readonly request = inject<ReasonRequest>(MAT_DIALOG_DATA);
  protected readonly booking = this.request.booking;
  protected readonly kind = this.request.kind;
  private readonly dialog = inject<MatDialogRef<ReasonDialog, string>>(MatDialogRef);
  protected readonly when = fullRangeText(this.booking.start, this.booking.end, this.request.zone);
  protected readonly form = inject(NonNullableFormBuilder).group({
    reason: ['', maxLengthRule(MAX_REASON_LENGTH, () => this.t('tooLong', { count: MAX_REASON_LENGTH }))],
  });

  protected submit(): void {
    this.dialog.close(this.form.getRawValue().reason.trim());
  }
}
