import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { DialogForm } from '../../ui/dialog-form';
import { Field, FieldControl } from '../../ui/field';
import { maxLengthRule, requiredRule } from '../../ui/form-rules';

/** Longest name of a connection. */
export const NAME_LENGTH = 100;

/** Asks for a connection's new name. Closes with it, or undefined. */
@Component({
  selector: 'eb-rename-connection',
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
export class RenameDialog {
  protected readonly t = translator('portal-connections');
  private readonly dialog = inject<MatDialogRef<RenameDialog, string>>(MatDialogRef);
  protected readonly form = new FormGroup({
    name: new FormControl(inject<string>(MAT_DIALOG_DATA), {
      nonNullable: true,
      validators: [
        requiredRule(() => this.t('name.needed')),
        maxLengthRule(NAME_LENGTH, () => this.t('name.long', { count: NAME_LENGTH })),
      ],
    }),
  });

  protected apply(): void {
    this.dialog.close(this.form.getRawValue().name.trim());
  }
}
