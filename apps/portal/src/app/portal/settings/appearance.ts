import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import type { ThemeChoice } from '@expertbook/web-shared/ui/theme';
import { Theme } from '@expertbook/web-shared/ui/theme';

const CHOICES: readonly {
  choice: ThemeChoice;
  label: TextKey<'portal-settings'>;
  page: string;
  ink: string;
}[] = [
  {
    choice: 'system',
    label: 'theme.system',
    page: 'linear-gradient(115deg, #f8f6f1 50%, #0f1413 50%)',
    ink: '#7b9a8f',
  },
  { choice: 'light', label: 'theme.light', page: '#f8f6f1', ink: '#0b5f52' },
  { choice: 'dark', label: 'theme.dark', page: '#0f1413', ink: '#8cd4c3' },
];

/** Light or dark theme, for this browser. */
@Component({
  selector: 'eb-appearance',
  template: `
    <fieldset>
      <legend class="eb-label">{{ t('theme') }}</legend>
      <div class="grid grid-cols-3 gap-3 large-text:grid-cols-1">
        @for (one of choices; track one.choice) {
          <label
            class="cursor-pointer rounded-2xl border border-outline-variant p-2 transition-colors hover:border-outline has-checked:border-primary has-checked:ring-1 has-checked:ring-primary has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary"
          >
            <input
              type="radio"
              name="theme"
              class="sr-only"
              [value]="one.choice"
              [checked]="theme.choice() === one.choice"
              (change)="theme.choose(one.choice)"
            />
            <span
              class="flex h-16 flex-col justify-center gap-1.5 rounded-xl border border-outline-variant px-3"
              aria-hidden="true"
              [style.background]="one.page"
            >
              <span class="h-1.5 w-2/3 rounded-full" [style.background]="one.ink"></span>
              <span class="h-1.5 w-1/2 rounded-full opacity-50" [style.background]="one.ink"></span>
              <span class="h-1.5 w-3/5 rounded-full opacity-50" [style.background]="one.ink"></span>
            </span>
            <span class="mt-2 block text-center text-sm font-medium">{{ t(one.label) }}</span>
          </label>
        }
      </div>
    </fieldset>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Appearance {
  protected readonly t = translator('portal-settings');
  protected readonly theme = inject(Theme);
  protected readonly choices = CHOICES;
}
