import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { DialogForm } from '../../ui/dialog-form';
import { Field, FieldControl } from '../../ui/field';
import { nameRules } from './schedule-form';

/** Asks for a schedule's new name. Closes with it, or undefined. */
@Component({
  selector: 'eb-name-dialog',
  imports: [DialogForm, Field, FieldControl, ReactiveFormsModule],
  template: `
    <form
      ebDialog
      [formGroup]="form"
      [heading]="t('rename.title')"
      [yes]="t('rename.submit')"
      [no]="t('cancel')"
      (filled)="apply()"
    >
      <eb-field [label]="t('name')" [hint]="t('name.hint')" [control]="form.controls.name">
        <input ebControl class="eb-input" formControlName="name" autocomplete="off" cdkFocusInitial />
      </eb-field>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NameDialog {
  protected readonly t = translator('portal-availability');
  private readonly dialog = inject<MatDialogRef<NameDialog, string>>(MatDialogRef);
  protected readonly form = new FormGroup({
    name: new FormControl(inject<string>(MAT_DIALOG_DATA), {
      nonNullable: true,
      validators: nameRules(this.t),
    }),
  });

  protected apply(): void {
    this.dialog.close(this.form.getRawValue().name.trim());
  }
}
