import { ChangeDetectionStrategy, Component, Injectable, inject } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { dialogResult } from './dialog-result';

export interface Question {
  title: string;
  text: string;
  /** Label of the button that confirms, as a verb: "Delete", never "OK". */
  yes: string;
  no?: string;
  /** Draws the confirming button in the colour of errors. */
  dangerous?: boolean;
}

@Component({
  selector: 'eb-confirm-dialog',
  imports: [MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ question.title }}</h2>
    <mat-dialog-content>
      <p class="text-pretty">{{ question.text }}</p>
    </mat-dialog-content>
    <mat-dialog-actions align="end" class="gap-2">
      <button class="eb-button eb-button-outline" type="button" [mat-dialog-close]="false">
        {{ question.no ?? t('keepIt') }}
      </button>
      <button
        type="button"
        class="eb-button"
        [class]="question.dangerous ? 'eb-button-danger' : 'eb-button-primary'"
        [mat-dialog-close]="true"
        cdkFocusInitial
      >
        {{ question.yes }}
      </button>
    </mat-dialog-actions>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmDialog {
  protected readonly t = translator('ui');
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
}

/** Asks for confirmation of what cannot be undone. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  private readonly dialog = inject(MatDialog);

  /** True when the user confirmed; false for "no", Escape and a click outside. */
  async ask(question: Question): Promise<boolean> {
    const dialog = this.dialog.open<ConfirmDialog, Question, boolean>(ConfirmDialog, {
      data: question,
      maxWidth: '28rem',
      role: 'alertdialog',
    });
    return (await dialogResult(dialog)) ?? false;
  }
}
