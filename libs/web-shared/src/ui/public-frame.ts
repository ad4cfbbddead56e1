import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { LanguageSwitch } from './language-switch';
import { translator } from '../i18n/translator';
import { Announcer } from './announcer';
import { Icon } from './icon';
import { Online } from './online';
import { ThemeToggle } from './theme-toggle';

/** Frame of every public page: main landmark, footer, the offline banner and the live region. */
@Component({
  selector: 'eb-public-frame',
  imports: [Icon, LanguageSwitch, ThemeToggle],
  template: `
    @if (!online()) {
      <div
        role="status"
        class="eb-enter sticky top-0 z-20 flex items-center justify-center gap-2 bg-tertiary-container px-4 py-2 text-sm font-medium text-on-tertiary-container"
      >
        <eb-icon name="wifi-off" class="size-4" />
        {{ t('offline') }}
      </div>
    }
    <main id="main" tabindex="-1" class="flex w-full grow flex-col outline-none"><ng-content /></main>
    <footer
      class="eb-no-print mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between px-4 py-3 text-sm text-on-surface-variant sm:px-6"
    >
      <a href="/" class="inline-flex min-h-11 items-center gap-1.5 hover:text-on-surface">
        <img src="favicon.svg" alt="" width="18" height="18" /> <span>ExpertBook</span>
      </a>
      <div class="flex items-center gap-1"><eb-language-switch /> <eb-theme-toggle /></div>
    </footer>
    <div class="sr-only" role="status" aria-live="polite">{{ message() }}</div>
  `,
  host: { class: 'flex min-h-dvh flex-col' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PublicFrame {
  protected readonly t = translator('ui');
  protected readonly online = inject(Online).online;
  protected readonly message = inject(Announcer).message;
}
