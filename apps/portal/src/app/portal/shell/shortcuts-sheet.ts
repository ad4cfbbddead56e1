import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import type { GoKey } from './shortcuts';
import { Shortcuts } from './shortcuts';

interface Row {
  keys: readonly string[];
  text: TextKey<'portal-shell'>;
}

const GO: Readonly<Record<GoKey, TextKey<'portal-shell'>>> = {
  d: 'place.dashboard',
  c: 'place.calendar',
  b: 'place.bookings',
  e: 'place.eventTypes',
  a: 'place.availability',
  s: 'place.settings',
};

/** List of all shortcuts, with the switch that disables single letters. */
@Component({
  selector: 'eb-shortcuts-sheet',
  imports: [MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ t('shortcuts') }}</h2>
    <mat-dialog-content>
      <dl class="divide-y divide-outline-variant">
        @for (row of rows; track row.text) {
          <div class="flex items-center justify-between gap-6 py-2">
            <dt>{{ t(row.text) }}</dt>
            <dd class="flex shrink-0 gap-1" dir="ltr">
              @for (key of row.keys; track $index) {
                <kbd
                  class="grid min-h-7 min-w-7 place-items-center rounded-md border border-outline-variant bg-surface-container px-2 font-sans text-sm font-semibold"
                  >{{ key }}</kbd
                >
              }
            </dd>
          </div>
        }
      </dl>
      <label class="mt-4 flex min-h-11 items-start gap-3">
        <input
          #box
          type="checkbox"
          class="mt-0.5 size-5 shrink-0 accent-primary"
          [checked]="shortcuts.letters()"
          (change)="shortcuts.switchLetters(box.checked)"
        />
        <span
          >{{ t('shortcuts.letters') }}
          <span class="block text-sm text-on-surface-variant">{{ t('shortcuts.lettersHint') }}</span></span
        >
      </label>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button type="button" class="eb-button eb-button-outline" mat-dialog-close>{{ t('close') }}</button>
    </mat-dialog-actions>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShortcutsSheet {
  protected readonly t = translator('portal-shell');
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly rows: readonly Row[] = [
    { keys: [/Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl', 'K'], text: 'palette' },
    { keys: ['?'], text: 'shortcuts' },
    ...Object.entries(GO).map(([key, text]) => ({ keys: ['g', key], text })),
  ];
}
