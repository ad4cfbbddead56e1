import { ChangeDetectionStrategy, Component, Injectable, inject } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { translator } from '../i18n/translator';
import { answerOf } from './dialog-answer';

export interface Question {
  title: string;
  text: string;
  /** What happens, as a verb: "Delete", never "OK". */
  yes: string;
  no?: string;
  /** Draws the answer in the colour of errors. */
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

/** Asks before something that cannot be taken back. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  private readonly dialog = inject(MatDialog);

  /** True when the person agreed; false for "no", Escape and a click beside it. */
  async ask(question: Question): Promise<boolean> {
    const dialog = this.dialog.open<ConfirmDialog, Question, boolean>(ConfirmDialog, {
      data: question,
      maxWidth: '28rem',
      role: 'alertdialog',
    });
    return (await answerOf(dialog)) ?? false;
  }
}
