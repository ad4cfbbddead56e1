import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Announcer } from './announcer';
import { Icon } from './icon';
import { Online } from './online';
import { ThemeToggle } from './theme-toggle';

/** The frame of every public page: main landmark, a quiet foot, the offline banner and the live region. */
@Component({
  selector: 'eb-public-frame',
  imports: [Icon, RouterLink, ThemeToggle],
  template: `
    @if (!online()) {
      <div
        role="status"
        class="eb-enter sticky top-0 z-20 flex items-center justify-center gap-2 bg-tertiary-container px-4 py-2 text-sm font-medium text-on-tertiary-container"
      >
        <eb-icon name="wifi-off" class="size-4" />
        You are offline. Times may be out of date; we check again as soon as you are back.
      </div>
    }
    <main id="main" class="flex w-full grow flex-col"><ng-content /></main>
    <footer
      class="eb-no-print mx-auto flex w-full max-w-6xl items-center justify-between px-4 py-3 text-sm text-on-surface-variant sm:px-6"
    >
      <a routerLink="/" class="inline-flex min-h-11 items-center gap-1.5 hover:text-on-surface">
        <img src="favicon.svg" alt="" width="18" height="18" /> <span>ExpertBook</span>
      </a>
      <eb-theme-toggle />
    </footer>
    <div class="sr-only" role="status" aria-live="polite">{{ message() }}</div>
  `,
  host: { class: 'flex min-h-dvh flex-col' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PublicFrame {
  protected readonly online = inject(Online).online;
  protected readonly message = inject(Announcer).message;
}
