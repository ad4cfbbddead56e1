import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { WrittenEntriesChoice } from '@expertbook/contracts';
import { WRITTEN_ENTRIES_CHOICES } from '@expertbook/contracts';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { DialogForm } from '../../ui/dialog-form';

export interface WrittenEntriesQuestion {
  title: string;
  text: string;
  /** Label of the button that confirms. */
  yes: string;
}

type Key = TextKey<'portal-connections'>;
const TEXTS: Readonly<Record<WrittenEntriesChoice, { title: Key; text: Key }>> = {
  keep: { title: 'entries.keep', text: 'entries.keepText' },
  remove: { title: 'entries.remove', text: 'entries.removeText' },
};

/** Asks what happens to entries of bookings in a calendar that no longer receives them. Closes with the choice, or undefined. */
@Component({
  selector: 'eb-written-entries',
  imports: [DialogForm, ReactiveFormsModule],
  template: `
    <form
      ebDialog
      [formGroup]="form"
      [heading]="question.title"
      [yes]="question.yes"
      [no]="t('cancel')"
      (filled)="apply()"
    >
      <p class="mb-3 text-pretty">{{ question.text }}</p>
      <fieldset>
        <legend class="eb-label">{{ t('entries') }}</legend>
        <div class="space-y-2">
          @for (choice of choices; track choice) {
            <label class="flex cursor-pointer items-start gap-3 py-1">
              <input
                type="radio"
                class="mt-0.5 size-5 shrink-0 accent-primary"
                formControlName="entries"
                [value]="choice"
              />
              <span class="min-w-0">
                <span class="block">{{ t(texts[choice].title) }}</span>
                <span class="block text-sm text-pretty text-on-surface-variant">{{
                  t(texts[choice].text)
                }}</span>
              </span>
            </label>
          }
        </div>
      </fieldset>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WrittenEntriesDialog {
  protected readonly t = translator('portal-connections');
  protected readonly question = inject<WrittenEntriesQuestion>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<WrittenEntriesDialog, WrittenEntriesChoice>>(MatDialogRef);
  protected readonly choices = WRITTEN_ENTRIES_CHOICES;
  protected readonly texts = TEXTS;
  protected readonly form = new FormGroup({
    entries: new FormControl<WrittenEntriesChoice>('keep', { nonNullable: true }),
  });

  protected apply(): void {
    this.dialog.close(this.form.getRawValue().entries);
  }
}
