import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { LanguageSwitch } from '@expertbook/web-shared/ui/language-switch';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { ThemeToggle } from '@expertbook/web-shared/ui/theme-toggle';

const PROMISES = ['frame.zones', 'frame.live', 'frame.never'] as const;

/** Frame of the login and register pages: the form, and beside it what ExpertBook offers. */
@Component({
  selector: 'eb-account-frame',
  imports: [Icon, LanguageSwitch, ThemeToggle],
  template: `
    <div class="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <aside
        class="hidden flex-col justify-between bg-primary-container p-12 text-on-primary-container lg:flex xl:p-16"
      >
        <a href="/" class="flex items-center gap-2.5 self-start rounded text-lg font-bold tracking-tight">
          <img src="favicon.svg" alt="" class="size-8" /> ExpertBook
        </a>
        <div class="max-w-md">
          <p class="text-4xl leading-tight font-semibold tracking-tight">
            @for (sentence of claim(); track $index) {
              <span class="block text-balance">{{ sentence }}</span>
            }
          </p>
          <ul class="mt-8 space-y-4">
            @for (promise of promises; track promise) {
              <li class="flex gap-3"><eb-icon name="check-circle" class="mt-0.5" /> {{ t(promise) }}</li>
            }
          </ul>
        </div>
        <p class="text-sm opacity-80">{{ t('frame.open') }}</p>
      </aside>
      <main class="flex flex-col px-5 py-6 sm:px-10">
        <div class="flex flex-wrap items-center justify-between lg:justify-end">
          <a href="/" class="flex items-center gap-2 rounded font-bold tracking-tight lg:hidden">
            <img src="favicon.svg" alt="" class="size-7" /> ExpertBook
          </a>
          <div class="flex items-center gap-1 text-sm text-on-surface-variant">
            <eb-language-switch /> <eb-theme-toggle />
          </div>
        </div>
        <div class="m-auto w-full max-w-sm py-10">
          <h1 class="text-3xl font-semibold tracking-tight">{{ title() }}</h1>
          <p class="mt-2 mb-8 text-on-surface-variant">{{ text() }}</p>
          <ng-content />
        </div>
      </main>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountFrame {
  readonly title = input.required<string>();
  readonly text = input.required<string>();
  protected readonly t = translator('account');
  protected readonly promises = PROMISES;
  protected readonly claim = computed(() => this.t('frame.claim').split(/(?<=\.) /));
}
