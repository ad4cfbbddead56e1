import { ChangeDetectionStrategy, Component, ElementRef, inject } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { translator } from '../../i18n/translator';
import { Field, FieldControl } from '../../ui/field';
import { focusFirstInvalid } from '../../ui/form-rules';
import { nameRules } from './schedule-form';

/** Asks for a schedule's new name. Closes with it, or undefined. */
@Component({
  selector: 'eb-name-dialog',
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
    <form [formGroup]="form" (ngSubmit)="apply()" novalidate>
      <h2 mat-dialog-title>{{ t('rename.title') }}</h2>
      <mat-dialog-content>
        <eb-field [label]="t('name')" [hint]="t('name.hint')" [control]="form.controls.name">
          <input ebControl class="eb-input" formControlName="name" autocomplete="off" cdkFocusInitial />
        </eb-field>
      </mat-dialog-content>
      <mat-dialog-actions align="end" class="gap-2">
        <button type="button" class="eb-button eb-button-outline" mat-dialog-close>{{ t('cancel') }}</button>
        <button type="submit" class="eb-button eb-button-primary">{{ t('rename.submit') }}</button>
      </mat-dialog-actions>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NameDialog {
  protected readonly t = translator('portal-availability');
  private readonly dialog = inject<MatDialogRef<NameDialog, string>>(MatDialogRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly form = new FormGroup({
    name: new FormControl(inject<string>(MAT_DIALOG_DATA), {
      nonNullable: true,
      validators: nameRules(this.t),
    }),
  });

  protected apply(): void {
    this.form.markAllAsTouched();
    if (this.form.valid) this.dialog.close(this.form.getRawValue().name.trim());
    else focusFirstInvalid(this.host.nativeElement);
  }
}
